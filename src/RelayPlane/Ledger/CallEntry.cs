using RelayPlane.Dispatch;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>One call as it is remembered, with every attempt that was sent for it.</summary>
internal sealed record CallEntry
{
    public required string Id { get; init; }

    /// <summary>When the call arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>anthropic</c>, <c>openai</c> or <c>gemini</c>.</summary>
    public required string Api { get; init; }

    /// <summary>The endpoint in snake case: <c>messages</c>, <c>chat_completions</c>, …, <c>other</c>.</summary>
    public required string Endpoint { get; init; }

    public required string Method { get; init; }

    /// <summary>Without the query, so that no key in it is kept.</summary>
    public required string Path { get; init; }

    public required bool Stream { get; init; }

    public string? ModelRequested { get; init; }

    /// <summary>Why the plan was this one.</summary>
    public string? Reason { get; init; }

    /// <summary>The targets of the plan, in order, as <c>provider/model</c>, comma-separated.</summary>
    public string? Plan { get; init; }

    /// <summary>The route that took the call; null for none.</summary>
    public string? Route { get; init; }

    /// <summary>What the call waited for last, where it stood in a queue.</summary>
    public string? WaitedFor { get; init; }

    /// <summary>What budgets, limits and alarms did to the call, as its reply's header says it.</summary>
    public string? Budget { get; init; }

    /// <summary>The name of the gateway's own client key that was presented, or the user agent's product.</summary>
    public string? Client { get; init; }

    public string? Agent { get; init; }

    /// <summary>The agent that called this one, where it is a sub-agent.</summary>
    public string? ParentAgent { get; init; }

    public string? Session { get; init; }

    /// <summary>What kind of work it was, where something said so; the Node product's <c>task_type</c>.</summary>
    public string? TaskType { get; init; }

    /// <summary>The <c>x-relayplane-tag-*</c> headers, as one JSON object.</summary>
    public string? Tags { get; init; }

    /// <summary>The status that the client was sent; null if it left before one.</summary>
    public int? Status { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>The error the client was told, or what broke; never a secret.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the client was told to come back later: for a limit or load that no more waiting was allowed for.</summary>
    public bool Limited { get; init; }

    public TimeSpan Queue { get; init; }

    /// <summary>From arrival to the first byte for the client.</summary>
    public TimeSpan? FirstByte { get; init; }

    public required TimeSpan Total { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    /// <summary>Names of request parameters that were dropped, comma-separated.</summary>
    public string? Dropped { get; init; }

    /// <summary>What routing saw in the call; null for what generates nothing.</summary>
    public DecisionEntry? Decision { get; init; }

    public required IReadOnlyList<AttemptEntry> Attempts { get; init; }

    /// <summary>
    /// The attempt that the call is counted under: the one whose reply the client was given, which is not the last where a cascade sought a better answer in
    /// vain; the last, where none answered; null, where none was sent.
    /// </summary>
    public AttemptEntry? Given
    {
        get
        {
            for (int index = Attempts.Count - 1; Outcome == Outcome.Answered && index >= 0; index--)
            {
                if (Attempts[index].Verdict == Verdict.Answered)
                {
                    return Attempts[index];
                }
            }

            return Attempts.Count > 0 ? Attempts[^1] : null;
        }
    }
}

/// <summary>How a call ended.</summary>
internal enum Outcome
{
    /// <summary>A 2xx, whole.</summary>
    Answered,

    /// <summary>The provider or the gateway said no (4xx).</summary>
    Refused,

    /// <summary>5xx, or a reply that broke off.</summary>
    Failed,

    /// <summary>The client hung up.</summary>
    Cancelled,
}

/// <summary>One try at one target, as it is remembered. Its cost is null while its price is unknown; it is never guessed.</summary>
internal sealed record AttemptEntry
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Provider { get; init; }

    /// <summary>The bare id that was sent upstream.</summary>
    public required string Model { get; init; }

    public string? ModelReturned { get; init; }

    /// <summary><c>client</c> for the client's own credential, else the label of the configured key; never the key.</summary>
    public string? Key { get; init; }

    public required Verdict Verdict { get; init; }

    public int? Status { get; init; }

    /// <summary>The provider's own request id.</summary>
    public string? RequestId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>From the call's arrival to sending; null where it was not kept.</summary>
    public TimeSpan? Start { get; init; }

    /// <summary>What opening a connection for it took, without a TLS handshake; null where one was open, or it was not kept.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>From sending to the first byte of the reply's body.</summary>
    public TimeSpan? FirstByte { get; init; }

    public required TimeSpan Total { get; init; }

    /// <summary>Whether the reply carried content: with <see cref="Usage"/>, what makes it a row of <c>runs</c>.</summary>
    public bool HasContent { get; init; }

    public TokenUsage? Usage { get; init; }

    /// <summary>Whether <see cref="Usage"/> is an estimate, as the provider did not come to say it.</summary>
    public bool UsageEstimated { get; init; }

    /// <summary>How the reply says that it was served.</summary>
    public RateModifiers Modifiers { get; init; }

    /// <summary>The provider's usage object, as JSON text.</summary>
    public string? RawUsage { get; init; }

    /// <summary>Whether the reply was cut, so that usage is what the provider had said by then.</summary>
    public bool Partial { get; init; }

    public Money? Cost { get; init; }

    /// <summary>The cost with the rates behind it; null for rows of another product, which have a cost alone.</summary>
    public Quote? Quote { get; init; }

    public Savings Savings { get; init; }

    /// <summary>What it cost, by whichever of the two is there; null while its price is unknown.</summary>
    public Money? Paid => Quote is { } quote ? quote.Cost : Cost;

    public string? Error { get; init; }

    /// <summary>What made the call climb to the next model after this attempt, as <c>escalateOn</c> names it; null where nothing did.</summary>
    public string? Escalated { get; init; }
}
