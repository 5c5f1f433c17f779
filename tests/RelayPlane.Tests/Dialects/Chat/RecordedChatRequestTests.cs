using System.Text.Json;
using System.Text.Json.Nodes;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Chat;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

/// <summary>
/// Recorded requests, read and written again for their own format at a model that takes everything. They must mean the same, but for what is listed in
/// <see cref="Expected"/>.
/// </summary>
public sealed class RecordedChatRequestTests(ITestOutputHelper output)
{
    [Fact]
    public void A_request_written_again_for_its_own_format_means_the_same()
    {
        var misses = new List<string>();
        var all = 0;
        foreach (var row in ChatRow.All.Where(row => row.Request is not null && row.Request.Value.Get("messages") is not null))
        {
            all++;
            var body = row.Request!.Value;
            var read = new ChatFormat().ReadRequest(body, new RequestHead(null, false));
            if (!read.TryGet(out var request, out var refusal))
            {
                misses.Add($"{row.Id}: {refusal.Message}");
                continue;
            }

            var losses = new Losses(WireFormat.Chat, false);
            var target = new EncodeFor(row.Provider, request.Model, TraitsFor(body)) { Stream = request.Stream };
            var written = Chatting.Json(Chatting.Write(request, target, losses));
            var difference = losses.Refusal?.Message ?? (losses.Dropped.Count > 0 ? losses.Dropped[0] : null) ?? SameJson.Difference(Expected(body), written);
            if (difference is not null)
            {
                misses.Add($"{row.Id} {row.Provider} {row.Status}: {difference}");
            }
        }

        output.WriteLine($"{all - misses.Count} of {all} requests\n{string.Join('\n', misses)}");
        Assert.True(all > 900, $"only {all} requests");
        Assert.True(misses.Count <= all / 100, string.Join('\n', misses));
    }

    /// <summary>A model that takes all, in the words that this request uses.</summary>
    private static ModelTraits TraitsFor(JsonElement body) => Chatting.Permissive with
    {
        LimitField = body.Get("max_tokens") is null ? "max_completion_tokens" : "max_tokens",
        EndUserField = body.Get("safety_identifier") is null ? "user" : "safety_identifier",
        Reasoning = body.Get("reasoning") is not null ? ReasoningStyle.Object : body.Get("thinking") is not null ? ReasoningStyle.Switch : ReasoningStyle.Effort,
        ReasoningField = body.GetRawText().Contains("\"reasoning\":", StringComparison.Ordinal) ? "reasoning" : "reasoning_content",
        CacheMarks = body.GetRawText().Contains("prompt_cache_breakpoint", StringComparison.Ordinal) ? CacheMarks.Breakpoint : CacheMarks.Control,
    };

    /// <summary>What is known to become other words of the same meaning.</summary>
    private static JsonElement Expected(JsonElement body)
    {
        var json = JsonObject.Create(body)!;

        // A call does not stream unless it says so; a stream always asks for usage.
        if (body.Get("stream") is { ValueKind: JsonValueKind.False })
        {
            json.Remove("stream");
        }
        else if (body.Flag("stream") == true)
        {
            (json["stream_options"] ??= new JsonObject())["include_usage"] = true;
        }

        if (json.ContainsKey("stream") is false)
        {
            json.Remove("stream_options");
        }

        if (json["stop"] is JsonValue stop)
        {
            json["stop"] = new JsonArray(stop.GetValue<string>());
        }

        // Mistral's old word for it.
        if (json["tool_choice"] is JsonValue choice && choice.GetValue<string>() == "any")
        {
            json["tool_choice"] = "required";
        }

        if (json["tools"] is null or JsonArray { Count: 0 } && json["functions"] is null)
        {
            RemoveUnlessNull(json, "tools");
            RemoveUnlessNull(json, "tool_choice");
            RemoveUnlessNull(json, "parallel_tool_calls");
        }

        Functions(json);
        return Chatting.Json(json.ToJsonString());
    }

    private static void RemoveUnlessNull(JsonObject json, string name)
    {
        if (json[name] is not null)
        {
            json.Remove(name);
        }
    }

    /// <summary>The deprecated functions become tools, and their calls and answers too.</summary>
    private static void Functions(JsonObject json)
    {
        if (json["functions"] is not JsonArray functions)
        {
            return;
        }

        json["tools"] = new JsonArray([.. functions.Select(function => new JsonObject { ["type"] = "function", ["function"] = function!.DeepClone() })]);
        json.Remove("functions");
        if (json["function_call"] is { } choice)
        {
            json["tool_choice"] = choice is JsonObject ? new JsonObject { ["type"] = "function", ["function"] = choice.DeepClone() } : choice.DeepClone();
            json.Remove("function_call");
        }
    }
}
