using System.Globalization;
using RelayPlane.Metering;

namespace RelayPlane.Ledger;

/// <summary>Makes of rows of the database what was recorded.</summary>
internal static class EntryReading
{
    public static CallEntry Call(NamedRow row, IReadOnlyList<AttemptEntry> attempts) => new()
    {
        Id = row.Text("id")!,
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.Number("at_ms") ?? 0),
        Api = row.Text("api")!,
        Endpoint = row.Text("endpoint")!,
        Method = row.Text("method")!,
        Path = row.Text("path")!,
        Stream = row.Number("stream") is 1,
        ModelRequested = row.Text("model_requested"),
        Reason = row.Text("reason"),
        Plan = row.Text("plan"),
        Route = row.Text("route"),
        WaitedFor = row.Text("waited_for"),
        Budget = row.Text("budget"),
        Client = row.Text("client"),
        Agent = row.Text("agent"),
        ParentAgent = row.Text("parent_agent"),
        Session = row.Text("session"),
        TaskType = row.Text("task_type"),
        Tags = row.Text("tags"),
        Status = (int?)row.Number("status"),
        Outcome = Words.OutcomeOf(row.Text("outcome")!),
        Error = row.Text("error"),
        Limited = row.Number("limited") is 1,
        Queue = row.Duration("queue_us") ?? TimeSpan.Zero,
        FirstByte = row.Duration("first_byte_us"),
        Total = row.Duration("total_us") ?? TimeSpan.Zero,
        BytesIn = row.Number("bytes_in") ?? 0,
        BytesOut = row.Number("bytes_out") ?? 0,
        Dropped = row.Text("dropped"),
        Attempts = attempts,
    };

    public static AttemptEntry Attempt(NamedRow row)
    {
        Money? cost = row.Number("cost_nano") is { } nano ? new Money(nano) : null;
        return new()
        {
            Number = (int)(row.Number("number") ?? 1),
            Provider = row.Text("provider")!,
            Model = row.Text("model")!,
            ModelReturned = row.Text("model_returned"),
            Key = row.Text("key_label"),
            Verdict = Words.VerdictOf(row.Text("verdict")!),
            Status = (int?)row.Number("status"),
            RequestId = row.Text("request_id"),
            At = DateTimeOffset.Parse(row.Text("created_at")!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Start = row.Duration("start_us"),
            Connect = row.Duration("connect_us"),
            FirstByte = row.Duration("first_byte_us"),
            Total = row.Duration("total_us") ?? TimeSpan.Zero,
            HasContent = row.Number("is_run") is 1,
            Usage = Usage(row),
            Modifiers = new(row.Text("service_tier"), row.Text("speed"), row.Text("geo")),
            RawUsage = row.Text("raw_usage"),
            Partial = row.Number("partial") is 1,
            Cost = row.Text("price_status") is null ? cost : null,
            Quote = row.Text("price_status") is { } status
                ? new Quote(Words.PriceStatusOf(status), cost, row.Text("price_provider"), row.Text("price_model"), row.Text("price_basis"))
                : null,
            Savings = new(row.Number("cache_saved_nano"), row.Number("routing_saved_nano"), row.Number("fallback_nano")),
            Error = row.Text("error"),
            Escalated = row.Text("escalated"),
        };
    }

    private static TokenUsage? Usage(NamedRow row) => row.Number("input_tokens") is not { } input ? null
        : new TokenUsage(
            input, row.Number("cache_read_tokens") ?? 0, row.Number("cache_write_5m_tokens") ?? 0, row.Number("cache_write_1h_tokens") ?? 0,
            row.Number("tokens_out") ?? 0, row.Number("reasoning_tokens") ?? 0)
        {
            InputAudio = row.Number("input_audio_tokens") ?? 0,
            CacheReadAudio = row.Number("cache_read_audio_tokens") ?? 0,
            OutputAudio = row.Number("output_audio_tokens") ?? 0,
            WebSearches = row.Number("web_searches") ?? 0,
        };
}
