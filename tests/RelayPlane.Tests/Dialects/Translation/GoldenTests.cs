using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>
/// What each pair of formats makes of the same calls and replies, in files to be read. A change shows as a difference in review; the files are written again
/// only where RELAYPLANE_WRITE_GOLDEN is 1. A carriage return is shown as a sign, which no checkout changes.
/// </summary>
public sealed class GoldenTests
{
    private static readonly bool s_writes = Environment.GetEnvironmentVariable("RELAYPLANE_WRITE_GOLDEN") == "1";

    // Written out and not escaped: the files are read by people.
    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Pairs => [.. Pair.All.Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Requests_go_up_as_they_are_written_down(string name)
    {
        var pair = Of(name);
        var all = new JsonObject();
        foreach (var (about, body) in Requests.Of(pair.Client))
        {
            all[about] = pair.Ask(body).TryGet(out var request, out var refusal)
                ? new JsonObject { ["headers"] = Headers(request.Headers), ["dropped"] = new JsonArray([.. request.Dropped.Select(one => JsonValue.Create(one))]), ["body"] = JsonNode.Parse(request.Body.Span) }
                : new JsonObject { ["refused"] = refusal.Message, ["param"] = refusal.Param };
        }

        Compare($"requests/{name}.json", all.ToJsonString(s_readable) + "\n");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Whole_replies_come_back_as_they_are_written_down(string name)
    {
        var pair = Of(name);
        Compare($"replies/{pair.Target}-for-{pair.Client}.json", JsonNode.Parse(pair.Whole(Replies.Whole(pair.Target)).GetRawText())!.ToJsonString(s_readable) + "\n");
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Streams_come_back_as_they_are_written_down(string name)
    {
        var pair = Of(name);
        Compare($"streams/{pair.Target}-for-{pair.Client}.txt", pair.Stream(Replies.Stream(pair.Target)).Replace("\r", "␍", StringComparison.Ordinal));
    }

    private static Pair Of(string name) => Pair.All.Single(pair => pair.Name == name);

    private static JsonObject Headers(IEnumerable<KeyValuePair<string, string>> headers) => new(headers.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));

    private static void Compare(string name, string text)
    {
        var file = Path.Combine(Repository.Root, "tests", "RelayPlane.Tests", "Dialects", "Translation", "Golden", name.ToLowerInvariant());
        if (s_writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text, new UTF8Encoding(false));
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }
}
