using System.Text;
using System.Text.Json;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>What Anthropic refuses. Members: <c>@anthropic-ai/sdk</c> 1.12.0, beta ones included; the sentences as the provider says them.</summary>
internal static class MessagesRules
{
    private static readonly HashSet<string> s_members =
    [
        "max_tokens", "messages", "model", "billing_policy", "cache_control", "compaction", "container", "context_management", "diagnostics",
        "fallback_credit_token", "fallbacks", "inference_geo", "mcp_servers", "metadata", "output_config", "output_format", "service_tier", "speed",
        "stop_sequences", "stream", "system", "temperature", "thinking", "thread", "tool_choice", "tools", "top_k", "top_p", "user_profile_id", "workspace_id",
    ];

    private static readonly Dictionary<string, HashSet<string>> s_blocks = new()
    {
        ["text"] = ["type", "text", "cache_control", "citations"],
        ["image"] = ["type", "source", "cache_control"],
        ["document"] = ["type", "source", "title", "context", "citations", "cache_control"],
        ["thinking"] = ["type", "thinking", "signature"],
        ["redacted_thinking"] = ["type", "data"],
        ["tool_use"] = ["type", "id", "name", "input", "cache_control", "caller"],
        ["tool_result"] = ["type", "tool_use_id", "content", "is_error", "cache_control"],
    };

    // Blocks that are known and not looked into.
    private static readonly HashSet<string> s_others =
    [
        "search_result", "server_tool_use", "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result", "tool_search_tool_result", "container_upload", "tool_reference", "mcp_tool_use", "mcp_tool_result", "compaction",
    ];

    public static IEnumerable<Trouble> Problems(JsonElement root) =>
        root.Unknown(s_members).Select(name => $"{name}: Extra inputs are not permitted")
            .Concat(Tools(root))
            .Concat(Turns(root))
            .Select(message => new Trouble(400, message));

    private static IEnumerable<string> Tools(JsonElement root)
    {
        var tools = root.Items("tools").ToArray();
        for (var index = 0; index < tools.Length; index++)
        {
            var tool = tools[index];
            if (tool.Text("type") is null or "custom")
            {
                if (!Shape.IsToolName(tool.Text("name"), 128))
                {
                    yield return $"tools.{index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'";
                }

                if (tool.Member("input_schema")?.Text("type") != "object")
                {
                    yield return $"tools.{index}.custom.input_schema.type: Input should be 'object'";
                }
            }
        }

        if (root.Has("tool_choice") && tools.Length == 0)
        {
            yield return "tool_choice: may only be specified while providing `tools`.";
        }

        if (root.Member("thinking")?.Text("type") == "enabled" && root.Member("tool_choice")?.Text("type") is "any" or "tool")
        {
            yield return "Thinking may not be enabled when tool_choice forces tool use.";
        }

        if (root.Member("thinking")?.Member("budget_tokens") is { } budget && root.Member("max_tokens") is { } most && budget.GetInt64() >= most.GetInt64())
        {
            yield return "`max_tokens` must be greater than `thinking.budget_tokens`.";
        }
    }

    private static IEnumerable<string> Turns(JsonElement root)
    {
        var turns = root.Items("messages").ToArray();
        string[] called = [];
        for (var index = 0; index < turns.Length; index++)
        {
            var (turn, role) = (turns[index], turns[index].Text("role"));
            if (role is not ("user" or "assistant" or "system"))
            {
                yield return $"messages: Unexpected role \"{role}\".";
            }

            foreach (var problem in Blocks(turn, index))
            {
                yield return problem;
            }

            var blocks = turn.Items("content").ToArray();
            var results = role == "user" ? blocks.TakeWhile(block => block.Text("type") == "tool_result").Select(block => block.Text("tool_use_id")).ToArray() : [];
            if (called.Except(results).ToArray() is { Length: > 0 } open)
            {
                yield return $"messages.{index - 1}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}. "
                    + "Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
            }

            if (blocks.Where(block => block.Text("type") == "tool_result").Select(block => block.Text("tool_use_id")).FirstOrDefault(id => !called.Contains(id)) is { } stray)
            {
                yield return $"messages.{index}.content.0: unexpected `tool_use_id` found in `tool_result` blocks: {stray}. "
                    + "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
            }

            called = role == "assistant" ? [.. blocks.Where(block => block.Text("type") == "tool_use").Select(block => block.Text("id") ?? "")] : [];
        }

        if (called.Length > 0)
        {
            yield return $"messages.{turns.Length - 1}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", called)}.";
        }
    }

    private static IEnumerable<string> Blocks(JsonElement turn, int index)
    {
        if (turn.Member("content") is { ValueKind: JsonValueKind.String } text && text.GetString()!.Length == 0)
        {
            yield return $"messages.{index}: all messages must have non-empty content";
        }

        var blocks = turn.Items("content").ToArray();
        for (var number = 0; number < blocks.Length; number++)
        {
            var (block, place, type) = (blocks[number], $"messages.{index}.content.{number}", blocks[number].Text("type") ?? "");
            if (!s_blocks.TryGetValue(type, out var members))
            {
                if (!s_others.Contains(type))
                {
                    yield return $"{place}: Input tag '{type}' found using 'type' does not match any of the expected tags";
                }

                continue;
            }

            foreach (var name in block.Unknown(members))
            {
                yield return $"{place}.{type}.{name}: Extra inputs are not permitted";
            }

            if (Block(block, type) is { } problem)
            {
                yield return $"{place}{problem}";
            }
        }
    }

    private static string? Block(JsonElement block, string type) => type switch
    {
        "text" when string.IsNullOrEmpty(block.Text("text")) => ": text content blocks must be non-empty",
        "thinking" when block.Text("thinking") is not { } thinking || block.Text("signature") != Seals.Thinking(Encoding.UTF8.GetBytes(thinking)) => ": Invalid `signature` in `thinking` block",
        "redacted_thinking" => ": Invalid `data` in `redacted_thinking` block",
        "tool_use" when !Shape.IsToolName(block.Text("id"), 256) => ".tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'",
        "tool_use" when !Shape.IsToolName(block.Text("name"), 128) => ".tool_use.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
        "tool_use" when block.Member("input") is not { ValueKind: JsonValueKind.Object } => ".tool_use.input: Input should be a valid dictionary",
        _ => null,
    };
}
