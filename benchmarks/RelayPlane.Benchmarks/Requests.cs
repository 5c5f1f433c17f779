using System.Text;

namespace RelayPlane.Benchmarks;

/// <summary>What the load sends: OpenAI chat calls of a given size, as whole HTTP/1.1 requests, made once.</summary>
internal static class Requests
{
    private static readonly string[] Words =
        ["the", "gateway", "of", "a", "stream", "ledger", "tokens", "“quoted”", "naïve", "price", "\\\"escaped\\\"", "line\\nbreak", "return", "0.125", "route"];

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
