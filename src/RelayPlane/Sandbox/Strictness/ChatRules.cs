using System.Text.Json;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>What OpenAI refuses at Chat Completions. Members: <c>openai</c> 7.57.0.</summary>
internal static class ChatRules
{
    private static readonly HashSet<string> s_members =
    [
        "messages", "model", "audio", "frequency_penalty", "function_call", "functions", "logit_bias", "logprobs", "max_completion_tokens", "max_tokens", "metadata",
        "modalities", "moderation", "n", "parallel_tool_calls", "prediction", "presence_penalty", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
        "reasoning_effort", "response_format", "safety_identifier", "seed", "service_tier", "stop", "store", "stream", "stream_options", "temperature", "tool_choice",
        "tools", "top_logprobs", "top_p", "user", "verbosity", "web_search_options",
    ];

    private static readonly string[] s_sampling = ["temperature", "top_p", "presence_penalty", "frequency_penalty", "logprobs", "logit_bias"];

    public static IEnumerable<Trouble> Problems(JsonElement root, string model) =>
        root.Unknown(s_members).Select(name => new Trouble(400, $"Unrecognized request argument supplied: {name}"))
            .Concat(Parameters(root, model))
            .Concat(Tools(root))
            .Concat(Turns(root));

    private static IEnumerable<Trouble> Parameters(JsonElement root, string model)
    {
        if (!Shape.Reasons(model))
        {
            yield break;
        }

        if (root.Has("max_tokens"))
        {
            yield return new Trouble(
                400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "unsupported_parameter", "max_tokens");
        }

        foreach (var name in s_sampling.Where(name => root.Has(name)))
        {
            yield return new Trouble(400, $"Unsupported parameter: '{name}' is not supported with this model.", "unsupported_parameter", name);
        }
    }

    private static IEnumerable<Trouble> Tools(JsonElement root)
    {
        foreach (var (tool, index) in root.Items("tools").Select((tool, index) => (tool, index)))
        {
            var type = tool.Text("type");
            if (type is not ("function" or "custom"))
            {
                yield return new Trouble(400, $"Invalid value: '{type}'. Supported values are: 'function' and 'custom'.", "invalid_value", $"tools[{index}].type");
            }
            else if (!Shape.IsToolName(tool.Member(type)?.Text("name"), 64))
            {
                yield return new Trouble(400, $"Invalid 'tools[{index}].{type}.name': string does not match pattern '^[a-zA-Z0-9_-]+$'.", "invalid_value", $"tools[{index}].{type}.name");
            }
        }

        if (root.Has("tool_choice") && !root.Items("tools").Any())
        {
            yield return new Trouble(400, "'tool_choice' is only allowed when 'tools' are specified.", Param: "tool_choice");
        }
    }

    private static IEnumerable<Trouble> Turns(JsonElement root)
    {
        var open = new List<string?>();
        foreach (var (turn, index) in root.Items("messages").Select((turn, index) => (turn, index)))
        {
            var role = turn.Text("role");
            if (role is not ("system" or "developer" or "user" or "assistant" or "tool" or "function"))
            {
                yield return new Trouble(400, $"Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.", "invalid_value", $"messages[{index}].role");
            }

            if (role == "tool" && !open.Remove(turn.Text("tool_call_id")))
            {
                yield return new Trouble(400, "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", Param: $"messages.[{index}].role");
            }

            if (role != "tool" && open.Count > 0)
            {
                yield return Unanswered(open, index);
            }

            foreach (var problem in Parts(turn, role, index).Concat(Calls(turn, index)))
            {
                yield return problem;
            }

            open.AddRange(turn.Items("tool_calls").Select(call => call.Text("id")));
        }

        if (open.Count > 0)
        {
            yield return Unanswered(open, root.Items("messages").Count());
        }
    }

    private static Trouble Unanswered(List<string?> open, int index) => new(
        400, "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
        + $"The following tool_call_ids did not have response messages: {string.Join(", ", open)}", Param: $"messages.[{index}].role");

    private static IEnumerable<Trouble> Parts(JsonElement turn, string? role, int index)
    {
        if (!turn.Has("content") && !(role == "assistant" && (turn.Has("tool_calls") || turn.Has("refusal") || turn.Has("function_call"))))
        {
            yield return new Trouble(400, "Invalid value for 'content': expected a string, got null.", Param: $"messages.[{index}].content");
        }

        foreach (var part in turn.Items("content"))
        {
            var type = part.Text("type");
            var known = (role, type) switch
            {
                (_, "text") => true,
                ("user", "image_url" or "input_audio" or "file") => true,
                ("assistant", "refusal") => true,
                _ => false,
            };
            if (!known)
            {
                yield return new Trouble(400, $"Invalid content type '{type}' for role '{role}'. Content blocks are expected to be either text or image_url type.", Param: $"messages.[{index}].content");
            }

            if (part.Has("cache_control"))
            {
                yield return new Trouble(400, $"Unknown parameter: 'messages[{index}].content.cache_control'.", "unknown_parameter", $"messages[{index}].content");
            }
        }
    }

    private static IEnumerable<Trouble> Calls(JsonElement turn, int index)
    {
        foreach (var call in turn.Items("tool_calls"))
        {
            if (call.Text("id") is not { Length: > 0 and <= 40 } id)
            {
                yield return new Trouble(400, $"Invalid 'messages[{index}].tool_calls[].id': string of at most 40 characters expected.", "string_above_max_length", $"messages[{index}].tool_calls");
            }
            else if (call.Text("type") == "function" && (call.Member("function")?.Text("arguments") is null || !Shape.IsToolName(call.Member("function")?.Text("name"), 64)))
            {
                yield return new Trouble(400, $"Invalid 'messages[{index}].tool_calls': {id} has no name or no arguments.", "invalid_type", $"messages[{index}].tool_calls");
            }
        }
    }
}
