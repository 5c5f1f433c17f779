namespace RelayPlane.FunctionalTests.Money;

/// <summary>One call of a scripted day: when, what the client asks, what the provider answers at each attempt, and what that comes to.</summary>
/// <param name="Hour">Hours since the day began.</param>
/// <param name="Ask">The body; <c>TEXT</c> stands for words that tell the provider which deal it is.</param>
/// <param name="Answers">One an attempt.</param>
/// <param name="Nano">What it costs; null where no price is known.</param>
/// <param name="Guessed">The rates, where usage was not told to the end: the ledger's own counts are then taken, and <paramref name="Nano"/> is the least.</param>
internal sealed record Deal(double Hour, string Path, string Ask, IReadOnlyList<Scripted> Answers, long? Nano, PriceList? Guessed = null)
{
    /// <summary>Runs whose price nobody knows.</summary>
    public int Unpriced { get; init; }

    public static Deal Messages(double hour, string model, Scripted answer, long? nano, bool stream = false) => new(
        hour, "/v1/messages", $$"""{"model":"{{model}}","max_tokens":2000,"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"TEXT"}]}""", [answer], nano);

    public static Deal Chat(double hour, string model, Scripted answer, long? nano, bool stream = false) => new(
        hour, "/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"TEXT"}]{{(stream ? ",\"stream\":true" : "")}}}""", [answer], nano);

    public static Deal Responses(double hour, string model, Scripted answer, long? nano, bool stream = false) => new(
        hour, "/v1/responses", $$"""{"model":"{{model}}","input":"TEXT","store":false{{(stream ? ",\"stream\":true" : "")}}}""", [answer], nano);

    public static Deal Generate(double hour, string model, Scripted answer, long? nano, bool stream = false) => new(
        hour, $"/v1beta/models/{model}:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}", """{"contents":[{"role":"user","parts":[{"text":"TEXT"}]}]}""", [answer], nano);

    public static Deal Embedding(double hour, string model, Scripted answer, long? nano) => new(
        hour, "/v1/embeddings", $$"""{"model":"{{model}}","input":"TEXT"}""", [answer], nano);
}
