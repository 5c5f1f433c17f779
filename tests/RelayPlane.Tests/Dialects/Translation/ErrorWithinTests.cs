using System.Buffers;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>An error in the middle of a stream tells as much as one before it.</summary>
public sealed class ErrorWithinTests
{
    [Theory]
    [InlineData(WireFormat.Messages, "overloaded_error")]
    [InlineData(WireFormat.Chat, "\"code\":\"overloaded\"")]
    [InlineData(WireFormat.Responses, "\"code\":\"server_is_overloaded\"")]
    [InlineData(WireFormat.Generate, "UNAVAILABLE")]
    internal void It_is_in_the_clients_terms_says_whose_it_is_and_shows_no_key(WireFormat client, string term)
    {
        var written = new ArrayBufferWriter<byte>();
        var writer = Formats.Client(client)!.Writer(new ReplyContext("abc", "m", DateTimeOffset.UnixEpoch) { Provider = "groq" });
        writer.Write(new Started("id", "m"), written);
        writer.Write(new Failed(new ProviderError(ErrorKind.Overloaded, "No room for sk-proj-abcdefghijklmnopqrstuvwxyz0123456789.")), written);
        var text = Encoding.UTF8.GetString(written.WrittenSpan);
        Assert.Contains(term, text, StringComparison.Ordinal);
        Assert.Contains("(groq)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnop", text, StringComparison.Ordinal);
    }
}
