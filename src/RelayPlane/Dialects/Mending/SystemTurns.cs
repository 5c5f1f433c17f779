using System.Text;

namespace RelayPlane.Dialects.Mending;

/// <summary>
/// System turns among the messages, for a Claude that knows none there (before Opus 4.8): each becomes a user's turn whose text says what it is, and stays
/// where it stands. At the top it would mean something else, and spoil the prompt's cache.
/// </summary>
internal static class SystemTurns
{
    private const string Begin = "<system-reminder>";
    private const string End = "</system-reminder>";

    public static byte[]? AsUsers(ReadOnlySpan<byte> messages) => Members.Rewrite(
        messages,
        (_, message) => JsonText.Member(message, "role"u8).SequenceEqual("\"system\""u8) ? MemberChange.Of(AsUser(message)) : MemberChange.Keep);

    private static byte[]? AsUser(ReadOnlySpan<byte> message) => Members.Rewrite(message, (name, value) =>
        name.SequenceEqual("role"u8) ? MemberChange.Of("\"user\""u8.ToArray())
        : name.SequenceEqual("content"u8) ? MemberChange.Of(Marked(value))
        : MemberChange.Keep);

    private static byte[]? Marked(ReadOnlySpan<byte> content) => content switch
    {
        [(byte)'"', .. var text, (byte)'"'] => [.. Encoding.UTF8.GetBytes($"\"{Begin}"), .. text, .. Encoding.UTF8.GetBytes($"{End}\"")],
        [(byte)'[', .. var blocks, (byte)']'] when JsonText.HasAny(content) => [(byte)'[', .. Block(Begin), (byte)',', .. blocks, (byte)',', .. Block(End), (byte)']'],
        _ => null,
    };

    private static byte[] Block(string text) => Encoding.UTF8.GetBytes($"{{\"type\":\"text\",\"text\":\"{text}\"}}");
}
