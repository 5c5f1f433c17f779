using System.Net.Sockets;
using System.Text;

namespace RelayPlane.FunctionalTests.Money;

/// <summary>A reply as a provider would write it, with the usage that it is to report.</summary>
/// <param name="Cut">Whether the connection breaks where the text ends.</param>
/// <param name="Held">Whether nothing follows the text until the client has gone.</param>
internal sealed record Scripted(string Body, int Status = 200, string Type = "application/json", bool Cut = false, bool Held = false)
{
    private const string Stream = "text/event-stream";

    /// <summary>Anthropic: input without cache; writes as a sum and split.</summary>
    public static Scripted Messages(string model, Used used, string more = "") => new($$"""
        {"id":"msg_1","type":"message","role":"assistant","model":"{{model}}","content":[{"type":"text","text":"Yes."}],"stop_reason":"end_turn","stop_sequence":null,
         "usage":{ {{MessagesInput(used)}},"output_tokens":{{used.Output}}{{more}} } }
        """);

    /// <summary>Counts in a stream are cumulative: the first output count is within the last.</summary>
    public static Scripted MessagesStream(string model, Used used) =>
        new(MessagesBegin(model, used) + Text + MessagesEnd(used), Type: Stream);

    /// <summary>Breaks off after some text, before the last word on usage.</summary>
    public static Scripted MessagesCut(string model, Used used) => new(MessagesBegin(model, used) + Text + Text + Text, Type: Stream, Cut: true);

    /// <summary>Breaks off before any content: its input is used, and another attempt follows.</summary>
    public static Scripted MessagesVain(string model, Used used) => new(
        MessagesBegin(model, used) + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n", Type: Stream);

    /// <summary>OpenAI: cached tokens are within the prompt, reasoning within the completion.</summary>
    public static Scripted Chat(string model, long prompt, long cached, long completion, string more = "") => new($$"""
        {"id":"c1","object":"chat.completion","created":1,"model":"{{model}}","choices":[{"index":0,"message":{"role":"assistant","content":"Yes."},"finish_reason":"stop"}]{{more}},
         "usage":{{ChatUsage(prompt, cached, completion)}} }
        """);

    public static Scripted ChatStream(string model, long prompt, long cached, long completion) => new(
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"{{{model}}}","choices":[{"index":0,"delta":{"role":"assistant","content":"Yes."},"finish_reason":null}]}""" + "\n\n"
        + $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"{{{model}}}","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n"
        + $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"{{{model}}}","choices":[],"usage":{{{ChatUsage(prompt, cached, completion)}}} }""" + "\n\ndata: [DONE]\n\n",
        Type: Stream);

    public static Scripted Responses(string model, long prompt, long cached, long completion) => new(ResponsesBody(model, prompt, cached, completion));

    public static Scripted ResponsesStream(string model, long prompt, long cached, long completion) => new(
        $$$"""event: response.created{{{"\n"}}}data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","model":"{{{model}}}","status":"in_progress","output":[],"usage":null}}""" + "\n\n"
        + """event: response.output_text.delta""" + "\n" + """data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"m1","output_index":0,"content_index":0,"delta":"Yes."}""" + "\n\n"
        + $$$"""event: response.completed{{{"\n"}}}data: {"type":"response.completed","sequence_number":2,"response":{{{ResponsesBody(model, prompt, cached, completion)}}} }""" + "\n\n",
        Type: Stream);

    /// <summary>Gemini: cached tokens are within the prompt, thoughts beside the candidates.</summary>
    public static Scripted Generate(string model, long prompt, long cached, long candidates, long thoughts) => new(GenerateBody(model, prompt, cached, candidates, thoughts));

    public static Scripted GenerateStream(string model, long prompt, long cached, long candidates, long thoughts) => new(
        $"data: {GenerateBody(model, prompt, cached, candidates, thoughts)}\r\n\r\n", Type: Stream);

    public static Scripted Embedding(string model, long prompt) => new(
        $$$"""{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5]}],"model":"{{{model}}}","usage":{"prompt_tokens":{{{prompt}}},"total_tokens":{{{prompt}}} } }""");

    public static Scripted Refusal(int status) => new("""{"type":"error","error":{"type":"invalid_request_error","message":"No."}}""", status);

    public async Task WriteAsync(NetworkStream stream, CancellationToken cancel)
    {
        if (Type == "application/json")
        {
            await RawProvider.WriteAsync(stream, $"HTTP/1.1 {Status} X\r\ncontent-type: application/json\r\n", Encoding.UTF8.GetBytes(Body), cancel);
            return;
        }

        if (!Cut && !Held)
        {
            await RawProvider.StreamAsync(stream, [Encoding.UTF8.GetBytes(Body)], cancel);
            return;
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\ncontent-type: {Type}\r\ntransfer-encoding: chunked\r\n\r\n"), cancel);
        await RawProvider.ChunkAsync(stream, Encoding.UTF8.GetBytes(Body), cancel);
        if (Held)
        {
            // Nothing more is written: the end of the connection shows as the end of reading.
            _ = await stream.ReadAsync(new byte[1], cancel);
        }

        throw new IOException("cut");
    }

    private const string Text = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Yes.\"}}\n\n";

    private static string MessagesInput(Used used) => $$"""
        "input_tokens":{{used.Input}},"cache_read_input_tokens":{{used.CacheRead}},"cache_creation_input_tokens":{{used.CacheWrite5m + used.CacheWrite1h}},"cache_creation":{"ephemeral_5m_input_tokens":{{used.CacheWrite5m}},"ephemeral_1h_input_tokens":{{used.CacheWrite1h}} }
        """;

    private static string MessagesBegin(string model, Used used) =>
        $$$"""event: message_start{{{"\n"}}}data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"{{{model}}}","content":[],"stop_reason":null,"usage":{ {{{MessagesInput(used)}}},"output_tokens":1} } }""" + "\n\n";

    private static string MessagesEnd(Used used) =>
        "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        + $$$"""event: message_delta{{{"\n"}}}data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":{{{used.Output}}} } }""" + "\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private static string ChatUsage(long prompt, long cached, long completion) =>
        $$$"""{"prompt_tokens":{{{prompt}}},"completion_tokens":{{{completion}}},"total_tokens":{{{prompt + completion}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}} },"completion_tokens_details":{"reasoning_tokens":{{{completion / 2}}} } }""";

    private static string ResponsesBody(string model, long prompt, long cached, long completion) =>
        $$$"""{"id":"resp_1","object":"response","created_at":1,"model":"{{{model}}}","status":"completed","output":[{"id":"m1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Yes.","annotations":[]}]}],"usage":{"input_tokens":{{{prompt}}},"input_tokens_details":{"cached_tokens":{{{cached}}} },"output_tokens":{{{completion}}},"output_tokens_details":{"reasoning_tokens":0},"total_tokens":{{{prompt + completion}}} } }""";

    private static string GenerateBody(string model, long prompt, long cached, long candidates, long thoughts) =>
        $$$"""{"candidates":[{"content":{"role":"model","parts":[{"text":"Yes."}]},"finishReason":"STOP","index":0}],"modelVersion":"{{{model}}}","usageMetadata":{"promptTokenCount":{{{prompt}}},"cachedContentTokenCount":{{{cached}}},"candidatesTokenCount":{{{candidates}}},"thoughtsTokenCount":{{{thoughts}}},"totalTokenCount":{{{prompt + candidates + thoughts}}} } }""";
}
