using System.Text;
using System.Text.Json;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class JsonWalkTests
{
    [Fact]
    public void Every_recorded_document_is_walked_as_a_JSON_parser_reads_it()
    {
        var walked = 0;
        // Other APIs' streams are one document a line.
        foreach (var json in Exchange.All.Where(e => Recorded.Endpoint(e.Api) is not null).SelectMany(e => new[] { e.Request, e.Reply }).Where(b => b.Length > 0 && b[0] == '{'))
        {
            using var parsed = JsonDocument.Parse(json);
            var expected = parsed.RootElement.EnumerateObject().Select(m => (m.Name, m.Value.GetRawText()));

            Assert.Equal(expected, Walk(json));
            walked++;
        }

        Assert.True(walked > 2000, $"only {walked} were walked");
    }

    [Fact]
    public void Quotes_and_backslashes_are_told_apart_wherever_a_block_of_64_bytes_ends()
    {
        for (var length = 0; length < 200; length++)
        {
            var pad = new string('x', length);
            var value = $"[\"{pad}\\\\\\\"]}}\",{{\"{pad}\\\\\":\"[\"}}]";

            Assert.Equal([("a", value), ("b", "1")], Walk(Encoding.UTF8.GetBytes($"{{\"a\":{value},\"b\":1}}")));
        }
    }

    private static List<(string, string)> Walk(byte[] json)
    {
        var members = new List<(string, string)>();
        var walk = new JsonWalk(json);
        while (walk.Next())
        {
            members.Add((Encoding.UTF8.GetString(walk.Name), Encoding.UTF8.GetString(walk.Value)));
        }

        Assert.True(walk.Finished, walk.Fault);
        return members;
    }
}
