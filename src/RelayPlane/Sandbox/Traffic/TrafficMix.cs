using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Traffic;

/// <summary>Draws calls as a lively team makes them: mostly streams, three APIs, some tools, now and then one that is given up. Seeded.</summary>
internal sealed class TrafficMix(Random random)
{
    private static readonly string[] Claude = ["claude-sonnet-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-6"];
    private static readonly string[] Gpt = ["gpt-4o-mini", "gpt-4o", "gpt-5"];
    private static readonly string[] GeminiModels = ["gemini-2.5-flash", "gemini-2.5-pro"];

    private static readonly string[] Questions =
    [
        "Why does this test fail only on Tuesdays?", "Summarise the incident report in three lines.", "Rename the variable, and explain why.",
        "Write a query for the ten slowest calls.", "Which of these two designs is simpler?", "Translate the release note into German.",
    ];

    private readonly Cast _cast = new(random);
    private Part _part = new("", null, "", "");

    public Errand Next()
    {
        _part = _cast.Next();
        var kind = random.Next(100) switch
        {
            < 45 => ErrandKind.Stream,
            < 70 => ErrandKind.Chat,
            < 84 => ErrandKind.Tool,
            < 90 => ErrandKind.Cancelled,
            < 95 => ErrandKind.Count,
            _ => ErrandKind.Embedding,
        };
        var prompt = Prompt();
        return (kind, random.Next(10)) switch
        {
            (ErrandKind.Count, _) => Anthropic(kind, "/v1/messages/count_tokens", prompt, ""),
            (ErrandKind.Embedding, _) => Make(
                Api.OpenAI, kind, "text-embedding-3-small", "/v1/embeddings", $$"""{"model":"text-embedding-3-small","input":"{{prompt}}"}"""),
            (_, < 6) => Anthropic(kind, "/v1/messages", prompt, Extras(kind, """{"name":"look_up","input_schema":{"type":"object","properties":{"query":{"type":"string"}}}}""")),
            (_, < 8) => Chat(kind, prompt),
            (_, < 9) => Responses(kind, prompt),
            _ => Gemini(kind, prompt),
        };
    }

    private static string Extras(ErrandKind kind, string tool) => kind switch
    {
        ErrandKind.Tool => $",\"tools\":[{tool}]",
        ErrandKind.Stream or ErrandKind.Cancelled => ",\"stream\":true",
        _ => "",
    };

    private Errand Anthropic(ErrandKind kind, string path, string prompt, string extras)
    {
        var model = Pick(Claude);
        var limit = kind == ErrandKind.Count ? "" : ",\"max_tokens\":1024";
        var brief = _part.Brief.Length == 0 ? "" : $$$""","system":[{"type":"text","text":"{{{_part.Brief}}}","cache_control":{"type":"ephemeral"}}]""";
        return Make(Api.Anthropic, kind, model, path, $$"""{"model":"{{model}}"{{limit}}{{extras}}{{brief}},"messages":[{"role":"user","content":"{{prompt}}"}]}""");
    }

    private Errand Chat(ErrandKind kind, string prompt)
    {
        var model = Pick(Gpt);
        var extras = Extras(kind, """{"type":"function","function":{"name":"look_up","parameters":{"type":"object","properties":{"query":{"type":"string"}}}}}""");
        return Make(Api.OpenAI, kind, model, "/v1/chat/completions", $$"""{"model":"{{model}}"{{extras}},"messages":[{"role":"user","content":"{{prompt}}"}]}""");
    }

    private Errand Responses(ErrandKind kind, string prompt)
    {
        var extras = Extras(kind, """{"type":"function","name":"look_up","parameters":{"type":"object","properties":{"query":{"type":"string"}}},"strict":false}""");
        return Make(Api.OpenAI, kind, "gpt-5", "/v1/responses", $$"""{"model":"gpt-5"{{extras}},"input":"{{prompt}}"}""");
    }

    private Errand Gemini(ErrandKind kind, string prompt)
    {
        var model = Pick(GeminiModels);
        var streamed = kind is ErrandKind.Stream or ErrandKind.Cancelled;
        var tools = kind == ErrandKind.Tool ? ""","tools":[{"functionDeclarations":[{"name":"look_up"}]}]""" : "";
        return Make(
            Api.Gemini, kind, model, $"/v1beta/models/{model}:" + (streamed ? "streamGenerateContent?alt=sse" : "generateContent"),
            $$$"""{"contents":[{"role":"user","parts":[{"text":"{{{prompt}}}"}]}]{{{tools}}}}""");
    }

    private Errand Make(Api api, ErrandKind kind, string model, string path, string body) =>
        new(api, kind, model, path, body, kind == ErrandKind.Cancelled ? TimeSpan.FromMilliseconds(random.Next(80, 600)) : null, _part);

    // Lengths spread over three orders of magnitude, as in recorded traces: many short, few long.
    private string Prompt()
    {
        var context = (int)Math.Exp(random.NextDouble() * Math.Log(400));
        return Pick(Questions) + " Use the tool to look it up if need be. " + string.Concat(Enumerable.Repeat("Context line of the file at hand. ", context));
    }

    private string Pick(string[] among) => among[random.Next(among.Length)];
}
