using System.Security.Cryptography;
using System.Text;

namespace RelayPlane.Sandbox.Writing;

/// <summary>The opaque state that goes with a reply's thinking, in each API's own place; and whether state that comes back was given out here.</summary>
internal static class Seals
{
    private const string Mark = "sealed:";

    /// <summary>Anthropic's signature: bound to the thinking's text, as the provider's is, and as opaque.</summary>
    public static string Thinking(ReadOnlySpan<byte> text) => Convert.ToBase64String(SHA512.HashData(text));

    /// <summary>The <c>encrypted_content</c> of a Responses reasoning item.</summary>
    public static string Reasoning(ReadOnlySpan<byte> text) => Convert.ToBase64String([.. Encoding.ASCII.GetBytes(Mark), .. text]);

    /// <summary>Gemini's <c>thoughtSignature</c>, bound to the function that it came with.</summary>
    public static string Thought(string function) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Mark + function)));

    public static bool IsReasoning(string sealed64)
    {
        var bytes = new byte[sealed64.Length];
        return Convert.TryFromBase64String(sealed64, bytes, out var length) && bytes.AsSpan(0, length).StartsWith(Encoding.ASCII.GetBytes(Mark));
    }
}
