using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Responses;

/// <summary>What it means that an item which only Responses has is left out.</summary>
internal static class HostedItems
{
    public static LossWeight Weight(string type) => type switch
    {
        // Both are references: one to a stored item, one to a history that only OpenAI can decrypt.
        "item_reference" or "compaction" => LossWeight.State,

        // What the client's machine did, and tools that are given in mid-conversation: without them the model would not know what it has done and can do.
        "additional_tools" or "computer_call" or "computer_call_output" or "local_shell_call" or "local_shell_call_output" or "shell_call"
            or "shell_call_output" or "apply_patch_call" or "apply_patch_call_output" or "mcp_approval_response" => LossWeight.Meaning,

        // What the provider's own tools did; the answer that they led to follows as text.
        _ => LossWeight.Hint,
    };
}
