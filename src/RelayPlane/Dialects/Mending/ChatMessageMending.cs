using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Mending;

/// <summary>Mends the messages of a Chat Completions body: roles, ids of tool calls, earlier thoughts, cache marks.</summary>
internal sealed class ChatMessageMending(ModelTraits traits, Action<string> drop)
{
    private static readonly string[] s_thoughts = ["reasoning_content", "reasoning", "reasoning_details"];

    public byte[]? Apply(ReadOnlySpan<byte> messages) => Members.Rewrite(messages, (_, message) => MemberChange.Of(Message(message)));

    /// <summary>Without <c>cache_control</c>, which servers that take only what they know refuse.</summary>
    public byte[]? WithoutMarks(ReadOnlySpan<byte> items) => items.IndexOf("\"cache_control\""u8) < 0 && items.IndexOf("\"prompt_cache_breakpoint\""u8) < 0 ? null
        : Members.Rewrite(items, (_, item) => MemberChange.Of(Members.Rewrite(item, (name, _) => IsMark(name) ? Dropped(Encoding.UTF8.GetString(name)) : MemberChange.Keep)));

    private byte[]? Message(ReadOnlySpan<byte> message)
    {
        var assistant = JsonText.Member(message, "role"u8).SequenceEqual("\"assistant\""u8);
        var thought = false;
        var mended = Members.Rewrite(message, (name, value) =>
        {
            if (name.SequenceEqual("role"u8))
            {
                return MemberChange.Of(traits.SystemRole == "system" && value.SequenceEqual("\"developer\""u8) ? "\"system\""u8.ToArray() : null);
            }

            if (name.SequenceEqual("tool_call_id"u8))
            {
                return MemberChange.Of(Id(value));
            }

            if (name.SequenceEqual("tool_calls"u8) && traits.ToolIds != ToolIdRule.Any)
            {
                return MemberChange.Of(Members.Rewrite(value, (_, call) => MemberChange.Of(Members.Rewrite(call, (member, id) => member.SequenceEqual("id"u8) ? MemberChange.Of(Id(id)) : MemberChange.Keep))));
            }

            if (name.SequenceEqual("content"u8) && traits is { CacheMarks: CacheMarks.None, Strict: true } && value is [(byte)'[', ..])
            {
                return MemberChange.Of(WithoutMarks(value));
            }

            if ((traits is { CacheMarks: CacheMarks.None, Strict: true } && IsMark(name)) || (traits.Refuses.Count > 0 && traits.Refuses.Contains($"messages.{Encoding.UTF8.GetString(name)}")))
            {
                return Dropped(IsMark(name) ? Encoding.UTF8.GetString(name) : $"messages.{Encoding.UTF8.GetString(name)}");
            }

            return assistant && s_thoughts.Contains(Encoding.UTF8.GetString(name)) ? Thought(Encoding.UTF8.GetString(name), ref thought) : MemberChange.Keep;
        });
        return assistant && !thought && traits is { Replay: ReasoningReplay.Require, ReasoningField: { Length: > 0 } field } ? WithThought(mended ?? message, field) : mended;
    }

    private MemberChange Thought(string name, ref bool seen)
    {
        if (traits.ReasoningField.Length == 0 && !traits.Strict)
        {
            return MemberChange.Keep;
        }

        if (traits.ReasoningField.Length == 0 || traits.Replay == ReasoningReplay.Strip)
        {
            drop($"messages.{name}");
            return MemberChange.Drop;
        }

        if (name == traits.ReasoningField)
        {
            seen = true;
            return MemberChange.Keep;
        }

        if (name is "reasoning" or "reasoning_content" && !seen)
        {
            seen = true;
            return MemberChange.Named(traits.ReasoningField);
        }

        return MemberChange.Keep;
    }

    /// <summary>DeepSeek V4 wants the thought of every turn while it thinks, and takes an empty one where it is not known (bug B24).</summary>
    private static byte[] WithThought(ReadOnlySpan<byte> message, string field)
    {
        var end = message.LastIndexOf((byte)'}');
        return [.. message[..end], .. Encoding.UTF8.GetBytes($",\"{field}\":\"\""), .. message[end..]];
    }

    private static bool IsMark(ReadOnlySpan<byte> name) => name.SequenceEqual("cache_control"u8) || name.SequenceEqual("prompt_cache_breakpoint"u8);

    private byte[]? Id(ReadOnlySpan<byte> value)
    {
        if (!JsonText.TryRead(value, out var id))
        {
            return null;
        }

        var fit = ToolIds.For(traits.ToolIds, id);
        return fit == id ? null : Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(fit)}\"");
    }

    private MemberChange Dropped(string name)
    {
        drop(name);
        return MemberChange.Drop;
    }
}
