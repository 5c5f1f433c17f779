using System.Buffers;
using RelayPlane.Dialects.Looking;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Routing;

/// <summary>What routing sees in a call. Kept with it in the ledger in place of any text, so that other policies can be tried on it later.</summary>
/// <param name="Heads">As the weights give them, before any calibration.</param>
/// <param name="Rules">The tier by plain rules.</param>
/// <param name="Features">What the score was made of, quantised.</param>
/// <param name="Classifier">Which weights: features and heads of different ones do not compare.</param>
internal sealed record Look(PromptShape Shape, Heads Heads, Tier Rules, ReadOnlyMemory<byte> Features, string Classifier)
{
    /// <summary>How much work the words ask for, by plain rules. It stands behind the features.</summary>
    public int Work => Features.Length > Scorer.FeatureBytes ? Features.Span[^1] : 0;

    public static Look Of(Call call)
    {
        var room = ArrayPool<byte>.Shared.Rent(PromptLook.LongestText);
        try
        {
            var shape = PromptLook.Read(call.Body.Span, call.Endpoint, call.Facts, room.AsSpan(0, PromptLook.LongestText), out var written);
            var asked = new Asked { Text = room.AsSpan(0, written), Tools = shape.Tools, ToolParameters = shape.ToolParameters, Turns = shape.UserTurns };
            var features = new byte[Scorer.FeatureBytes + 1];
            var heads = Scorer.Trained.Score(asked, features);
            features[^1] = (byte)Math.Clamp(RulesScore.OfWords(asked), 0, byte.MaxValue);
            return new Look(shape, heads, RulesScore.Of(asked, call.Facts.PromptTokens, shape.Messages), features, Scorer.Trained.Version);
        }
        finally
        {
            // What a person wrote does not stay in a pool.
            room.AsSpan(0, PromptLook.LongestText).Clear();
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
