namespace RelayPlane.FunctionalTests.Money;

/// <summary>
/// A day of mixed traffic that begins at noon of 2026-07-29 UTC, so that three time zones cut it at different calls, and a price changes within it: streams
/// and whole replies in four formats, cache reads and writes, tiers and their edges, batch and regional rates, cuts, vain attempts, unknown models.
/// </summary>
internal static class ScriptedDay
{
    public static readonly DateTimeOffset Noon = new(2026, 7, 29, 12, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<Deal> Deals =
    [
        .. Anthropic(), .. OpenAI(), .. Google(), .. Across(), .. Odd(),
    ];

    private static IEnumerable<Deal> Anthropic()
    {
        Used cached = new(1_000, 20_000, 1_001, 2_003, 500), edge = new(100_000, 90_000, 10_000, 0, 333), beyond = edge with { Input = 100_001 }, small = new(7, 0, 0, 0, 3), batch = new(10_001, 3, 0, 0, 777);
        yield return Deal.Messages(0.1, "claude-haiku-4-5", Scripted.Messages("claude-haiku-4-5-20251001", cached), PriceList.Haiku45.Nano(cached));
        yield return Deal.Messages(2.1, "claude-haiku-4-5", Scripted.MessagesStream("claude-haiku-4-5-20251001", cached), PriceList.Haiku45.Nano(cached), stream: true);
        yield return Deal.Messages(6.4, "claude-sonnet-4-5", Scripted.Messages("claude-sonnet-4-5-20250929", edge), PriceList.Sonnet45.Nano(edge));
        yield return Deal.Messages(6.6, "claude-sonnet-4-5", Scripted.MessagesStream("claude-sonnet-4-5-20250929", beyond), PriceList.Sonnet45Long.Nano(beyond), stream: true);
        yield return Deal.Messages(7.1, "claude-haiku-4-5", Scripted.Messages("claude-haiku-4-5", small), PriceList.Haiku45.Nano(small));
        yield return Deal.Messages(7.2, "claude-haiku-4-5", Scripted.Messages("claude-haiku-4-5", default), 0);
        yield return Deal.Messages(8.1, "claude-opus-5-5", Scripted.Messages("claude-opus-5-5", batch, ""","service_tier":"batch","inference_geo":"us","server_tool_use":{"web_search_requests":2}"""), PriceList.Opus55.Nano(batch, 0.5m * 1.1m, 2));
    }

    private static IEnumerable<Deal> OpenAI()
    {
        Used chat = new(6_000, 4_000, 0, 0, 800), responses = new(900, 100, 0, 0, 41), luna = new(1_000, 500, 0, 0, 100), embedded = new(3, 0, 0, 0, 0);
        yield return Deal.Chat(3.1, "gpt-5", Scripted.Chat("gpt-5-2025-08-07", 10_000, 4_000, 800), PriceList.Gpt5.Nano(chat));
        yield return Deal.Chat(9.1, "gpt-5", Scripted.ChatStream("gpt-5-2025-08-07", 10_000, 4_000, 800), PriceList.Gpt5.Nano(chat), stream: true);
        yield return Deal.Responses(11.2, "gpt-4.1", Scripted.Responses("gpt-4.1-2025-04-14", 1_000, 100, 41), PriceList.Gpt41.Nano(responses));
        yield return Deal.Responses(13.2, "gpt-4.1", Scripted.ResponsesStream("gpt-4.1-2025-04-14", 1_000, 100, 41), PriceList.Gpt41.Nano(responses), stream: true);
        yield return Deal.Chat(11.9, "gpt-5.6-luna", Scripted.Chat("gpt-5.6-luna", 1_500, 500, 100), PriceList.LunaBefore.Nano(luna));
        yield return Deal.Chat(12.1, "gpt-5.6-luna", Scripted.Chat("gpt-5.6-luna", 1_500, 500, 100), PriceList.LunaSince.Nano(luna));
        yield return Deal.Embedding(14.1, "text-embedding-3-small", Scripted.Embedding("text-embedding-3-small", 3), PriceList.EmbeddingSmall.Nano(embedded));
    }

    private static IEnumerable<Deal> Google()
    {
        Used edge = new(190_000, 10_000, 0, 0, 1_000), beyond = edge with { Input = 190_001 }, flash = new(40, 2, 0, 0, 13);
        yield return Deal.Generate(15.1, "gemini-2.5-pro", Scripted.Generate("gemini-2.5-pro", 200_000, 10_000, 700, 300), PriceList.GeminiPro.Nano(edge));
        yield return Deal.Generate(18.4, "gemini-2.5-pro", Scripted.Generate("gemini-2.5-pro", 200_001, 10_000, 700, 300), PriceList.GeminiProLong.Nano(beyond));
        yield return Deal.Generate(18.6, "gemini-2.5-flash", Scripted.GenerateStream("gemini-2.5-flash", 42, 2, 6, 7), PriceList.GeminiFlash.Nano(flash), stream: true);
    }

    /// <summary>Asked in one format, answered in another.</summary>
    private static IEnumerable<Deal> Across()
    {
        Used messages = new(321, 100, 20, 0, 99), generate = new(77, 1, 0, 0, 11);
        yield return Deal.Chat(19.1, "anthropic/claude-haiku-4-5", Scripted.Messages("claude-haiku-4-5", messages), PriceList.Haiku45.Nano(messages));
        yield return Deal.Chat(19.2, "anthropic/claude-haiku-4-5", Scripted.MessagesStream("claude-haiku-4-5", messages), PriceList.Haiku45.Nano(messages), stream: true);
        yield return Deal.Messages(20.1, "google/gemini-2.5-flash", Scripted.Generate("gemini-2.5-flash", 78, 1, 4, 7), PriceList.GeminiFlash.Nano(generate));
    }

    private static IEnumerable<Deal> Odd()
    {
        Used vain = new(5_000, 0, 0, 0, 1), used = new(5_000, 0, 0, 0, 20), cut = new(2_000, 300, 0, 0, 1);
        yield return Deal.Messages(21.1, "claude-unheard-of-9", Scripted.Messages("claude-unheard-of-9", used), null) with { Unpriced = 1 };
        yield return Deal.Messages(21.3, "claude-haiku-4-5", Scripted.Refusal(400), 0);
        yield return Deal.Messages(22.1, "claude-haiku-4-5", Scripted.MessagesVain("claude-haiku-4-5", vain), PriceList.Haiku45.Nano(vain) + PriceList.Haiku45.Nano(used), stream: true)
            with { Answers = [Scripted.MessagesVain("claude-haiku-4-5", vain), Scripted.MessagesStream("claude-haiku-4-5", used)] };
        yield return Deal.Messages(23.1, "claude-haiku-4-5", Scripted.MessagesCut("claude-haiku-4-5", cut), PriceList.Haiku45.Nano(cut), stream: true) with { Guessed = PriceList.Haiku45 };
        yield return Deal.Messages(23.4, "claude-haiku-4-5", Scripted.MessagesCut("claude-haiku-4-5", cut) with { Cut = false, Held = true }, PriceList.Haiku45.Nano(cut), stream: true) with { Guessed = PriceList.Haiku45 };
    }
}
