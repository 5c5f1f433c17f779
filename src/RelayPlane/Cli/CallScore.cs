using System.Buffers;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>What the score says of a call, with what moved it.</summary>
internal sealed record CallScore(Look Look, IReadOnlyList<Reason> Reasons)
{
    private const int Most = 8;

    public static CallScore Of(Call call)
    {
        var room = ArrayPool<byte>.Shared.Rent(PromptLook.LongestText);
        try
        {
            var shape = PromptLook.Read(call.Body.Span, call.Endpoint, call.Facts, room.AsSpan(0, PromptLook.LongestText), out var written);
            var asked = new Asked { Text = room.AsSpan(0, written), Tools = shape.Tools, ToolParameters = shape.ToolParameters, Turns = shape.UserTurns };
            return new CallScore(call.Look, [.. Scorer.Trained.Explain(asked).Take(Most)]);
        }
        finally
        {
            room.AsSpan(0, PromptLook.LongestText).Clear();
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
