using System.Text;

namespace RelayPlane.Benchmarks;

/// <summary>What the load sends: OpenAI chat calls of a given size, as whole HTTP/1.1 requests, made once.</summary>
internal static class Requests
{
    private static readonly string[] Words =
        ["the", "gateway", "of", "a", "stream", "ledger", "tokens", "“quoted”", "naïve", "price", "\\\"escaped\\\"", "line\\nbreak", "return", "0.125", "route"];

    /// <summary>The same call in the format of another client, for the model of the provider <c>bench</c>.</summary>
    public static byte[] Of(string client, int port, int bytes, bool stream)
    {
        var (path, before, between, after) = client switch
        {
            "messages" => ("/v1/messages", """{"model":"bench/gpt-4o","max_tokens":256,"system":"You are terse.","messages":[""", ",", "]"),
            "responses" => ("/v1/responses", """{"model":"bench/gpt-4o","max_output_tokens":256,"instructions":"You are terse.","input":[""", ",", "]"),
            "gemini" => ($"/v1beta/models/bench%2Fgpt-4o:{(stream ? "streamGenerateContent?alt=sse" : "generateContent")}", """{"systemInstruction":{"parts":[{"text":"You are terse."}]},"contents":[""", ",", "]"),
            _ => ("/v1/chat/completions", """{"model":"bench/gpt-4o","max_tokens":256,"messages":[{"role":"system","content":"You are terse."}""", string.Empty, "]"),
        };
        var turn = client == "gemini" ? """{"role":"user","parts":[{"text":"TEXT"}]}""" : """{"role":"user","content":"TEXT"}""";
        var body = new StringBuilder(before);
        var random = new Random(bytes);
        for (var first = true; first || body.Length < bytes - 120; first = false)
        {
            body.Append(first ? between.Length == 0 ? "," : string.Empty : ",").Append(turn.Replace("TEXT", Prose(random, Math.Min(8_000, bytes - body.Length - 60)), StringComparison.Ordinal));
        }

        body.Append(after).Append(stream && client != "gemini" ? ",\"stream\":true}" : "}");
        return Whole(path, port, body.ToString(), stream);
    }

    private static string Prose(Random random, int bytes)
    {
        var text = new StringBuilder();
        while (text.Length < bytes)
        {
            text.Append(Words[random.Next(Words.Length)]).Append(' ');
        }

        return text.ToString();
    }

    private static byte[] Whole(string path, int port, string body, bool stream)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer sk-bench\r\nanthropic-version: 2023-06-01\r\n" +
            $"Content-Type: application/json\r\nUser-Agent: bench/1\r\nAccept: */*\r\n{(stream ? "x-sandbox: tps=50; tokens=100000\r\n" : "")}Content-Length: {content.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. content];
    }

    /// <summary>A call with a body of about so many bytes: a few messages of prose, as an agent sends.</summary>
    public static byte[] Chat(int port, int bytes, bool stream = false)
    {
        var body = new StringBuilder("""{"model":"gpt-4o","messages":[{"role":"system","content":"You are terse."}""");
        var random = new Random(bytes);
        while (body.Length < bytes - 120)
        {
            body.Append(""",{"role":"user","content":" """.TrimEnd());
            for (var left = Math.Min(8_000, bytes - body.Length - 60); left > 0;)
            {
                var word = Words[random.Next(Words.Length)];
                body.Append(word).Append(' ');
                left -= word.Length + 1;
            }

            body.Append("\"}");
        }

        body.Append("],\"max_tokens\":256").Append(stream ? ",\"stream\":true}" : "}");
        var content = Encoding.UTF8.GetBytes(body.ToString());
        var head = $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer sk-bench\r\n" +
            $"Content-Type: application/json\r\nUser-Agent: bench/1\r\nAccept: */*\r\n{(stream ? "x-sandbox: tps=50; tokens=100000\r\n" : "")}Content-Length: {content.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. content];
    }
}
