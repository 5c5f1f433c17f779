using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Tests.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

public sealed class MessagesRecordedTests(ITestOutputHelper output)
{
    private static readonly string[] Counts = ["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"];

    [Fact]
    public void A_recorded_request_that_is_written_for_its_own_format_says_the_same()
    {
        var misses = new List<string>();
        var all = 0;
        foreach (var exchange in Exchange.All.Where(e => e.Api == "anthropic.messages" && e.Request.Length > 0))
        {
            all++;
            var body = Speech.Parse(Encoding.UTF8.GetString(exchange.Request));
            var request = Speech.Read(body);
            var (written, losses) = Speech.Written(request, Speech.To() with { Model = request.Model, Stream = request.Stream });
            Miss(misses, exchange.Id, losses.Refusal?.Message ?? (losses.Dropped.Count > 0 ? $"dropped {string.Join(' ', losses.Dropped)}" : null) ?? SameJson.Difference(Plain(body), Plain(written)));
        }

        Passed("requests", all, misses);
    }

    [Fact]
    public void A_recorded_reply_is_read_and_written_again_with_the_same_text_calls_stop_and_usage()
    {
        var misses = new List<string>();
        var all = 0;
        foreach (var (id, body, _) in Replies(stream: false))
        {
            all++;
            var reply = new MessagesTarget().ReadReply(Speech.Parse(body), Speech.To());
            var written = Speech.Json(json => new MessagesFormat().WriteReply(json, reply, Speech.Context));
            var streamed = StrictClient.Message(Speech.Stream(Gathering.Events(reply)));
            Miss(misses, id, Difference(Gist(Speech.Parse(body)), Gist(written)) ?? Difference(Gist(Speech.Parse(body)), Gist(streamed)));
        }

        Passed("replies", all, misses);
    }

    [Fact]
    public void A_recorded_stream_is_read_and_written_again_with_the_same_text_calls_stop_and_usage()
    {
        var misses = new List<string>();
        var all = 0;

        // What a compaction used is beside the totals there, and within them in what is written.
        foreach (var (id, body, _) in Replies(stream: true).Where(one => !one.Concatenated && !one.Body.Contains("\"type\":\"compaction\"}", StringComparison.Ordinal)))
        {
            all++;
            var ordered = Speech.Ordered(Encoding.UTF8.GetBytes(body));
            if (ordered[^1] is not Ended)
            {
                Miss(misses, id, ordered[^1].ToString());
                continue;
            }

            var stream = Speech.Stream(ordered);
            var again = Speech.Stream(Speech.Ordered(Encoding.UTF8.GetBytes(stream)));
            var whole = Speech.Json(json => new MessagesFormat().WriteReply(json, Gathering.Reply(ordered).Reply!, Speech.Context));
            Miss(misses, id, Difference(Gist(Gathered(body)), Gist(StrictClient.Message(stream))) ?? Difference(Gist(Gathered(body)), Gist(whole)) ?? (stream == again ? null : "a second time it is another"));
        }

        Passed("streams", all, misses);
    }

    [Fact]
    public void Two_replies_in_one_recorded_stream_are_told_apart_from_one_that_begins_twice()
    {
        var ends = Replies(stream: true).Where(one => one.Concatenated).ToDictionary(one => one.Id[(one.Id.LastIndexOf('/') + 1)..], one => Speech.Ordered(Encoding.UTF8.GetBytes(one.Body))[^1]);
        Assert.IsType<Ended>(ends["duplicate-message-start.chunks.txt"]);
        Assert.IsType<Failed>(ends["spliced-message-start.chunks.txt"]);
    }

    /// <summary>What the format documents as equal: a text for a list of one text; an empty <c>system</c> and <c>stream: false</c> for nothing.</summary>
    private static JsonElement Plain(JsonElement body)
    {
        var json = JsonNode.Parse(body.GetRawText())!.AsObject();
        foreach (var holder in json["messages"]!.AsArray().Select(message => (message!.AsObject(), "content")).Append((json, "system")))
        {
            if (holder.Item1[holder.Item2] is JsonValue text)
            {
                holder.Item1[holder.Item2] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text.GetValue<string>() });
            }
        }

        if (json["stream"]?.GetValue<bool>() == false)
        {
            json.Remove("stream");
        }

        if (json["system"] is JsonArray { Count: 0 })
        {
            json.Remove("system");
        }

        return Speech.Parse(json.ToJsonString());
    }

    /// <summary>What a client of any format must be told of a reply.</summary>
    private static JsonElement Gist(JsonElement message)
    {
        var blocks = message.GetProperty("content").EnumerateArray().ToList();
        var usage = message.GetProperty("usage");
        return JsonSerializer.SerializeToElement(new
        {
            text = string.Concat(blocks.Where(b => Type(b) == "text").Select(b => b.GetProperty("text").GetString())),
            thought = string.Concat(blocks.Where(b => Type(b) == "thinking").Select(b => b.GetProperty("thinking").GetString())),
            calls = blocks.Where(b => Type(b) == "tool_use").Select(b => new { id = b.GetProperty("id").GetString(), name = b.GetProperty("name").GetString(), input = b.GetProperty("input") }),
            stop = message.GetProperty("stop_reason").GetString(),
            sequence = message.Text("stop_sequence"),
            usage = Counts.Select(name => usage.Whole(name) ?? 0),
        });
    }

    private static string Type(JsonElement block) => block.GetProperty("type").GetString()!;

    /// <summary>Gathers a stream by its own words, without the product: what an SDK would have.</summary>
    private static JsonElement Gathered(string stream)
    {
        var message = new JsonObject();
        var inputs = new Dictionary<int, string>();
        foreach (var line in stream.Split('\n').Where(line => line.StartsWith("data:", StringComparison.Ordinal)))
        {
            var said = JsonNode.Parse(line[5..])!.AsObject();
            var content = message["content"] as JsonArray;
            switch (said["type"]?.GetValue<string>())
            {
                case "message_start":
                    message = said["message"]!.DeepClone().AsObject();
                    break;
                case "content_block_start":
                    content!.Add(said["content_block"]!.DeepClone());
                    break;
                case "content_block_delta":
                    var index = said["index"]!.GetValue<int>();
                    foreach (var (name, value) in said["delta"]!.AsObject())
                    {
                        switch (name)
                        {
                            case "text" or "thinking":
                                content![index]![name] = content[index]![name]!.GetValue<string>() + value!.GetValue<string>();
                                break;
                            case "partial_json":
                                inputs[index] = inputs.GetValueOrDefault(index) + value!.GetValue<string>();
                                content![index]!["input"] = inputs[index].Length > 0 && Whole(inputs[index]) ? JsonNode.Parse(inputs[index]) : new JsonObject();
                                break;
                        }
                    }

                    break;
                case "message_delta":
                    foreach (var (name, value) in said["delta"]!.AsObject())
                    {
                        message[name] = value?.DeepClone();
                    }

                    foreach (var (name, value) in said["usage"]!.AsObject())
                    {
                        message["usage"]![name] = value?.DeepClone();
                    }

                    break;
            }
        }

        return Speech.Parse(message.ToJsonString());
    }

    private static bool Whole(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Id, string Body, bool Concatenated)> Replies(bool stream)
    {
        foreach (var file in (string[])["fixtures/exchanges.jsonl", "fixtures/responses_only.jsonl"])
        {
            foreach (var line in File.ReadLines(Shared.Path(file)).Where(line => line.Contains("anthropic.messages", StringComparison.Ordinal)))
            {
                using var row = JsonDocument.Parse(line);
                var response = row.RootElement.GetProperty("response");
                if (row.RootElement.Text("api") == "anthropic.messages" && response.Whole("status") == 200 && response.Text("body_text") is { } body
                    && body.TrimStart().StartsWith('{') != stream)
                {
                    yield return (row.RootElement.Text("id")!, body, row.RootElement.Items("features").Any(one => one.GetString() == "concatenated_generations"));
                }
            }
        }
    }

    private static string? Difference(JsonElement expected, JsonElement actual) => SameJson.Difference(expected, actual);

    private static void Miss(List<string> misses, string id, string? why)
    {
        if (why is not null)
        {
            misses.Add($"{id}: {why}");
        }
    }

    private void Passed(string what, int all, List<string> misses)
    {
        output.WriteLine($"{what}: {all - misses.Count} of {all} passed");
        misses.ForEach(output.WriteLine);
        Assert.True(all > 50 && misses.Count <= all / 100, string.Join('\n', misses.Prepend($"{misses.Count} of {all} {what} missed").Take(20)));
    }
}
