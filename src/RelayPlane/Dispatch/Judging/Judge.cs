using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Routing;

namespace RelayPlane.Dispatch.Judging;

/// <summary>Says what is wrong with an answer, as far as that can be seen in it. It would rather miss a bad answer than find fault with a good one. Pure.</summary>
internal static class Judge
{
    /// <param name="on">What to look for.</param>
    /// <returns>The first fault that is found; null for an answer that is good as far as is seen.</returns>
    public static EscalateOn? Of(NeutralReply reply, Expected expected, EscalateOn on)
    {
        if (on.HasFlag(EscalateOn.Refusal) && IsRefused(reply))
        {
            return EscalateOn.Refusal;
        }

        if (reply.Stop.Raw is "queued" or "in_progress")
        {
            // OpenAI works on it in the background.
            return null;
        }

        var cut = reply.Stop.Kind is StopKind.MaxTokens or StopKind.ContextWindow;
        if (reply.Stop.Kind == StopKind.Pause || (cut && !expected.IsGenerous && reply.Stop.Kind == StopKind.MaxTokens))
        {
            // Who allows a hundred tokens gets a hundred tokens, from any model.
            return null;
        }

        return on.HasFlag(EscalateOn.Truncated) && cut ? EscalateOn.Truncated
            : on.HasFlag(EscalateOn.BadToolCall) && reply.Blocks.OfType<ToolCallBlock>().Any(call => !IsSound(call, expected)) ? EscalateOn.BadToolCall
            : on.HasFlag(EscalateOn.InvalidJson) && expected.Format is { } format && !IsJson(reply, format) ? EscalateOn.InvalidJson
            : on.HasFlag(EscalateOn.Empty) && IsEmpty(reply) ? EscalateOn.Empty
            : on.HasFlag(EscalateOn.Uncertainty) && !HasCalls(reply) && HedgingText.Is(Text(reply)) ? EscalateOn.Uncertainty
            : null;
    }

    private static bool IsRefused(NeutralReply reply) =>
        reply.Stop.Kind == StopKind.Refusal
        || reply.Blocks.Any(block => block is RefusalBlock { Text.Length: > 0 })
        || (!HasCalls(reply) && RefusalText.Is(Text(reply)));

    private static bool IsSound(ToolCallBlock call, Expected expected)
    {
        if (call.Name.Length == 0)
        {
            // Some servers fill in all members that a message can have.
            return true;
        }

        if (!expected.Knows(call.Name, out var tool))
        {
            return false;
        }

        if (call.Freeform || tool is { Freeform: true } || call.Arguments.AsSpan().IsWhiteSpace())
        {
            return call.Freeform || tool is not { Freeform: false, Schema: { } wants } || Fits(wants, "{}");
        }

        return tool is { Freeform: false, Schema: { } schema } ? Fits(schema, call.Arguments) : Parses(call.Arguments, static root => root.ValueKind == JsonValueKind.Object);
    }

    private static bool Fits(JsonElement schema, string arguments) =>
        Parses(arguments, root => root.ValueKind == JsonValueKind.Object && SchemaFit.Fits(schema, root));

    private static bool IsJson(NeutralReply reply, OutputFormat format)
    {
        var text = Text(reply);
        return (text.Length == 0 && HasCalls(reply)) || Parses(text, root => format.Schema is not { } schema || SchemaFit.Fits(schema, root));
    }

    private static bool Parses(string text, Func<JsonElement, bool> fits)
    {
        try
        {
            using var json = JsonDocument.Parse(WellFormed.Of(Encoding.UTF8.GetBytes(text)));
            return fits(json.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>What only one format knows (a hosted tool's result, a picture) is something.</summary>
    private static bool IsEmpty(NeutralReply reply) =>
        reply.Stop.Kind != StopKind.StopSequence
        && reply.Blocks.All(block => block switch
        {
            TextBlock text => text.Text.AsSpan().IsWhiteSpace(),
            RefusalBlock refusal => refusal.Text.AsSpan().IsWhiteSpace(),
            ThinkingBlock => true,
            _ => false,
        });

    private static bool HasCalls(NeutralReply reply) => reply.Blocks.Any(block => block is ToolCallBlock);

    private static string Text(NeutralReply reply) => reply.Blocks.OfType<TextBlock>().ToArray() switch
    {
        [] => string.Empty,
        [var only] => only.Text,
        var several => string.Concat(several.Select(block => block.Text)),
    };
}
