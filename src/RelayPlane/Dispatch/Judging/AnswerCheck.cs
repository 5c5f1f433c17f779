using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using RelayPlane.Metering;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch.Judging;

/// <summary>Holds the answers to one call back until it is known whether they are good enough.</summary>
internal sealed class AnswerCheck(Call call, TimeProvider clock) : IDisposable
{
    private readonly long _begun = clock.GetTimestamp();
    private Expected? _expected;
    private bool _isRead;

    /// <param name="peeked">An answer that has begun.</param>
    /// <param name="by">What it is judged by.</param>
    public async ValueTask<Judgement> JudgeAsync(Peeked peeked, Attempt attempt, EscalateOn by, Terms terms, CancellationToken cancel)
    {
        var reply = peeked.Reply;
        if (by == EscalateOn.None || reply.Status != 200 || ExpectedOf() is not { } expected)
        {
            return Judgement.Good(attempt);
        }

        switch (await Holding.GatherAsync(reply.Source, terms, attempt.Started, Longest(), clock, cancel))
        {
            case Held.LetGo:
                return Judgement.Good(attempt);
            case Held.Left:
                return Broken(Signal.Cancelled, "the client hung up");
            case Held.Stalled:
                return Broken(new Signal(SignalKind.TimedOut, Message: "the provider's reply stalled"), "the provider's reply stalled");
            case Held.Broke:
                return Broken(new Signal(SignalKind.Broken, Message: "the provider's reply broke off"), "the provider's reply broke off");
        }

        if (HeldBytes.Whole(reply) is not { } plain)
        {
            return Judgement.Good(attempt);
        }

        var (said, error) = Read(attempt.Target, reply, plain);
        if (said is not null)
        {
            return Judge.Of(said, expected, by) is { } fault ? new Judgement(Signal.Answered, fault, Ended(Metered(reply, plain), null)) : Judgement.Good(attempt);
        }

        // Nothing of it is the client's yet: a reply that has no end, or ends in an error, is no answer.
        var reading = Metered(reply, plain);
        return error is null || reading is { Complete: true, Error: null } ? Judgement.Good(attempt)
            : by.HasFlag(EscalateOn.Truncated) && reading.HasContent && reading.Error is null ? new Judgement(Signal.Answered, EscalateOn.Truncated, Ended(reading, "the reply ended before its proper end"))
            : Broken(new Signal(SignalKind.Broken, Message: reading.Error ?? error.Message), error.Message);

        Judgement Broken(Signal signal, string why) =>
            new(signal, null, Ended(Metered(reply, HeldBytes.Of(reply)) with { Complete = false }, why) with { Verdict = Verdicts.Of(signal) });

        Attempt Ended(Reading reading, string? broke) => attempt with
        {
            Verdict = reading.Complete ? attempt.Verdict : Verdict.Faulted,
            Reading = reading,
            Total = clock.GetElapsedTime(attempt.Started),
            Error = reading.Error ?? broke,
        };
    }

    private TimeSpan Longest() => Deadline.OfClient(call.Headers) - clock.GetElapsedTime(_begun) is { } own && own < Holding.Longest ? own : Holding.Longest;

    public void Dispose() => _expected?.Dispose();

    /// <summary>What the client expects does not change from attempt to attempt.</summary>
    private Expected? ExpectedOf()
    {
        if (!_isRead)
        {
            (_isRead, _expected) = (true, Expected.Of(call));
        }

        return _expected;
    }

    /// <summary>In the client's words: what was changed on the way up is changed back.</summary>
    private static (NeutralReply? Reply, ProviderError? Error) Read(Target target, OpenReply reply, ReadOnlyMemory<byte> plain)
    {
        var sent = reply.Reply.Sent;
        if (sent.Change?.Whole(plain, reply.IsStream) is { } read)
        {
            return read;
        }

        return WireFormats.Of(sent.Endpoint) is { } format
            ? ReplyReading.Of(
                Formats.Target(format),
                new EncodeFor(target.Provider.Name, target.Model, target.Provider.TraitsOf(target.Model)),
                plain,
                reply.IsStream || sent.Endpoint == Endpoint.StreamGenerateContent)
            : default;
    }

    private Reading Metered(OpenReply reply, ReadOnlyMemory<byte> plain)
    {
        var endpoint = reply.Reply.Sent.Endpoint;
        if (Meters.For(ApiOf.Endpoint(endpoint) ?? call.Api, endpoint, reply.IsStream) is not { } meter)
        {
            return Reading.None;
        }

        meter.Write(plain.Span);
        var reading = meter.Read();
        (meter as IDisposable)?.Dispose();
        return reading;
    }
}

/// <summary>What is thought of one answer.</summary>
/// <param name="Signal">Answered, or what became of it while it was held.</param>
/// <param name="Fault">What is wrong with it; null for an answer that is good as far as is seen.</param>
/// <param name="Attempt">The attempt that brought it, now ended where the answer is not good.</param>
internal readonly record struct Judgement(Signal Signal, EscalateOn? Fault, Attempt Attempt)
{
    /// <summary>Whether the call has climbed for it.</summary>
    public bool Climbs { get; init; }

    public static Judgement Good(Attempt attempt) => new(Signal.Answered, null, attempt);
}
