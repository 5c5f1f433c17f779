using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>What OpenAI refuses at Responses. The sandbox stores nothing, so that whatever refers to what was stored is not found. Members: <c>openai</c> 7.57.0.</summary>
internal static class ResponsesRules
{
    private static readonly HashSet<string> s_members =
    [
        "access_programs", "background", "client_metadata", "context_management", "conversation", "image", "include", "input", "instructions", "max_output_tokens", "max_tool_calls",
        "metadata", "model", "moderation", "parallel_tool_calls", "previous_response_id", "prompt", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
        "reasoning", "safety_identifier", "service_tier", "store", "stream", "stream_options", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p",
        "truncation", "user",
    ];

    private static readonly string[] s_sampling = ["temperature", "top_p"];

    // Items that are known and not looked into.
    private static readonly HashSet<string> s_others =
    [
        "file_search_call", "computer_call", "computer_call_output", "web_search_call", "tool_search_call", "tool_search_output", "additional_tools", "configuration_update",
        "compaction", "compaction_trigger", "image_generation_call", "code_interpreter_call", "local_shell_call", "local_shell_call_output", "shell_call", "shell_call_output",
        "apply_patch_call", "apply_patch_call_output", "mcp_list_tools", "mcp_approval_request", "mcp_approval_response", "mcp_call", "program", "program_output",
    ];

    private static readonly Dictionary<string, string> s_prefixes = new()
    {
        ["message"] = "msg", ["function_call"] = "fc", ["reasoning"] = "rs", ["custom_tool_call"] = "ctc",
    };

    public static IEnumerable<Trouble> Problems(JsonElement root, string model) =>
        root.Unknown(s_members).Select(name => new Trouble(400, $"Unknown parameter: '{name}'.", "unknown_parameter", name))
            .Concat(Parameters(root, model))
            .Concat(Tools(root))
            .Concat(Input([.. root.Items("input")]));

    private static IEnumerable<Trouble> Parameters(JsonElement root, string model)
    {
        foreach (var name in s_sampling.Where(name => Shape.Reasons(model) && root.Has(name)))
        {
            yield return new Trouble(400, $"Unsupported parameter: '{name}' is not supported with this model.", "unsupported_parameter", name);
        }

        if (root.Text("previous_response_id") is { } previous)
        {
            yield return new Trouble(400, $"Previous response with id '{previous}' not found.", "previous_response_not_found", "previous_response_id");
        }

        if (root.Member("max_output_tokens") is { ValueKind: JsonValueKind.Number } most && most.GetInt64() < 16)
        {
            yield return new Trouble(
                400, $"Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got {most.GetInt64()} instead.", "integer_below_min_value", "max_output_tokens");
        }
    }

    private static IEnumerable<Trouble> Tools(JsonElement root)
    {
        foreach (var (tool, index) in root.Items("tools").Select((tool, index) => (tool, index)))
        {
            if (tool.Text("type") is null)
            {
                yield return new Trouble(400, $"Missing required parameter: 'tools[{index}].type'.", "missing_required_parameter", $"tools[{index}].type");
            }
            else if (tool.Text("type") is "function" or "custom" && !Shape.IsToolName(tool.Text("name"), 64))
            {
                yield return new Trouble(400, $"Missing required parameter: 'tools[{index}].name'.", "missing_required_parameter", $"tools[{index}].name");
            }
        }
    }

    private static IEnumerable<Trouble> Input(JsonElement[] items)
    {
        var calls = Ids(items, "function_call", "custom_tool_call");
        var results = Ids(items, "function_call_output", "custom_tool_call_output");
        for (var index = 0; index < items.Length; index++)
        {
            var (item, type) = (items[index], items[index].Text("type") ?? "message");
            if (s_prefixes.TryGetValue(type, out var prefix) && item.Text("id") is { } id && !id.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new Trouble(400, $"Invalid 'input[{index}].id': '{id}'. Expected an ID that begins with '{prefix}'.", "invalid_value", $"input[{index}].id");
            }

            var problem = type switch
            {
                "message" => Message(item, index),
                "reasoning" => Reasoning(item, index == items.Length - 1),
                "function_call" when item.Text("arguments") is null || item.Text("name") is null => new Trouble(400, $"Missing required parameter: 'input[{index}].arguments'.", "missing_required_parameter"),
                "function_call" or "custom_tool_call" when !results.Contains(item.Text("call_id")) => new Trouble(400, $"No tool output found for function call {item.Text("call_id")}.", Param: "input"),
                "function_call_output" or "custom_tool_call_output" when !calls.Contains(item.Text("call_id")) => new Trouble(
                    400, $"No tool call found for function call output with call_id {item.Text("call_id")}.", Param: "input"),
                "function_call" or "custom_tool_call" or "function_call_output" or "custom_tool_call_output" => null,
                "item_reference" => new Trouble(404, $"Item with id '{item.Text("id")}' not found.", Param: "input"),
                _ => s_others.Contains(type) ? null : new Trouble(400, $"Invalid value: '{type}'.", "invalid_value", $"input[{index}]"),
            };
            if (problem is not null)
            {
                yield return problem;
            }
        }
    }

    private static HashSet<string?> Ids(JsonElement[] items, string one, string other) =>
        [.. items.Where(item => item.Text("type") is { } type && (type == one || type == other)).Select(item => item.Text("call_id"))];

    private static Trouble? Message(JsonElement item, int index)
    {
        var role = item.Text("role");
        if (role is not ("user" or "assistant" or "system" or "developer"))
        {
            return new Trouble(400, $"Invalid value: '{role}'. Supported values are: 'assistant', 'system', 'developer', and 'user'.", "invalid_value", $"input[{index}].role");
        }

        string[] known = role == "assistant" ? ["output_text", "refusal"] : ["input_text", "input_image", "input_file"];
        return item.Items("content").Select(part => part.Text("type")).FirstOrDefault(type => !known.Contains(type)) is { } wrong
            ? new Trouble(400, $"Invalid value: '{wrong}'. Supported values are: {string.Join(", ", known.Select(name => $"'{name}'"))}.", "invalid_value", $"input[{index}].content")
            : null;
    }

    private static Trouble? Reasoning(JsonElement item, bool last) =>
        item.Text("encrypted_content") is not { } content ? new Trouble(404, $"Item with id '{item.Text("id")}' not found. Items are not persisted when `store` is set to false.", Param: "input")
        : !Seals.IsReasoning(content) ? new Trouble(400, "The encrypted content could not be verified.", "invalid_encrypted_content")
        : last ? new Trouble(400, $"Item '{item.Text("id")}' of type 'reasoning' was provided without its required following item.", Param: "input")
        : null;
}
