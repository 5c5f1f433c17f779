using RelayPlane.Catalog;
using RelayPlane.Ledger.Content;
using RelayPlane.Ledger.Decisions;
using RelayPlane.Metering;

namespace RelayPlane.Replay.Calibrating;

/// <summary>Finds recorded calls whose other answer would teach something: those that were routed, or would have been, and whose words are kept.</summary>
internal sealed class ShadowPairs(PastCalls calls, ContentReader contents, Places places)
{
    /// <summary>One of each conversation of which nothing is known yet comes first, since another call of the same says less; then all others.</summary>
    public IEnumerable<ShadowPair> Find(DateTimeOffset from, DateTimeOffset to)
    {
        HashSet<string> known = [];
        HashSet<ulong> told = [];
        foreach (var past in calls.Read(from, to).Where(past => past.Label is not null && Prompt.Of(past, places) is not null))
        {
            known.Add(past.ShadowOf ?? past.Id);
            told.Add(Prompt.Of(past, places)!.Value.Conversation);
        }

        foreach (var pair in Among(from, to).Where(pair => !known.Contains(pair.Id) && told.Add(pair.Prompt.Conversation)))
        {
            known.Add(pair.Id);
            yield return pair;
        }

        foreach (var pair in Among(from, to).Where(pair => !known.Contains(pair.Id)))
        {
            yield return pair;
        }
    }

    private IEnumerable<ShadowPair> Among(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var past in calls.Read(from, to))
        {
            if (past is { Label: null, Decision: { Chosen: { } chosen, Asked: { } asked } } && chosen != asked && !ShadowCall.Is(past.Agent)
                && Prompt.Of(past, places) is { } prompt && prompt.Answered.ToString() is var there && (there == chosen || there == asked)
                && contents.Find(past.Id) is { Request: { Cut: false, Bytes: { Length: > 0 } request }, Reply: { Cut: false } reply }
                && ReplyWords.Of(reply.Bytes.Span) is { Length: > 0 } answer)
            {
                var isRouted = there == chosen;
                yield return new ShadowPair(past.Id, past.Api, past.Endpoint, isRouted ? asked : chosen, request, answer, isRouted, prompt);
            }
        }
    }
}

/// <summary>A recorded call with its answer, and the model that is to answer it again.</summary>
/// <param name="Model">As <c>provider/model</c>.</param>
/// <param name="RecordedIsRouted">Whether the recorded answer is routing's; else the one to come is.</param>
internal sealed record ShadowPair(string Id, string Api, string Endpoint, string Model, ReadOnlyMemory<byte> Request, string Answer, bool RecordedIsRouted, Prompt Prompt)
{
    /// <summary>What a call is taken to cost for what it was recorded to: answers differ in length.</summary>
    private const double Margin = 1.5;

    /// <summary>What asking it again costs at most, about, at list price; null where no price is known.</summary>
    public Money? Again(PriceBook prices, DateTimeOffset now)
    {
        var slash = Model.IndexOf('/', StringComparison.Ordinal);
        return Most(prices, Model[..slash], Model[(slash + 1)..], now, new TokenUsage(Prompt.Usage.TotalInput, 0, 0, 0, Prompt.Usage.Output, 0));
    }

    /// <summary>The same of judging it in both orders.</summary>
    public Money? Judged(PriceBook prices, string judge, DateTimeOffset now)
    {
        var input = Math.Min(Prompt.Usage.TotalInput + (2 * Prompt.Usage.Output) + JudgePrompt.Words, JudgePrompt.MostInput);
        var (provider, model) = judge.Split('/', 2) is [var named, var rest] ? (named, rest) : (ModelPrefixes.ProviderOf(judge) ?? "openai", judge);
        return Most(prices, provider, model, now, new TokenUsage(input, 0, 0, 0, JudgePrompt.MostOutput, 0)) is { } one ? one + one : null;
    }

    private static Money? Most(PriceBook prices, string provider, string model, DateTimeOffset now, in TokenUsage usage) =>
        prices.List(provider, model, now, usage.TotalInput)?.Rates.Cost(usage) is { } cost ? new Money((long)(cost.NanoUsd * Margin)) : null;
}
