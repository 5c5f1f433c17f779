using System.Buffers.Text;

namespace RelayPlane.Sandbox.Traffic;

/// <summary>Finds what a reply of any API last reported as its tokens, without taking it apart.</summary>
internal static class ReportedTokens
{
    public static (long Input, long Output) In(ReadOnlySpan<byte> reply) =>
        (Last(reply, "\"input_tokens\":"u8, "\"prompt_tokens\":"u8, "\"promptTokenCount\":"u8),
        Last(reply, "\"output_tokens\":"u8, "\"completion_tokens\":"u8, "\"candidatesTokenCount\":"u8));

    private static long Last(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> anthropic, ReadOnlySpan<byte> openai, ReadOnlySpan<byte> gemini) =>
        Math.Max(Last(reply, anthropic), Math.Max(Last(reply, openai), Last(reply, gemini)));

    private static long Last(ReadOnlySpan<byte> reply, ReadOnlySpan<byte> name)
    {
        var at = reply.LastIndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(reply[(at + name.Length)..].TrimStart((byte)' '), out long value, out _) ? value : 0;
    }
}
