using System.IO.Hashing;
using System.Text.Json;
using RelayPlane.Dialects;

namespace RelayPlane.Admission.Alarms;

/// <summary>
/// What makes two requests the same. An agent that is stuck makes the same tool call again and gets the same result, while its conversation grows and every id in it
/// is new; so where the last turn follows a tool call, the call and its result are the sign. Any other request is the same where its whole prompt is. Pure.
/// </summary>
/// <param name="IsToolLoop">Whether the sign is of a tool call and its result, which are the same only within one conversation.</param>
internal readonly record struct PromptSign(ulong Hash, bool IsToolLoop)
{
    /// <summary>A prompt this short says nothing, as in pings.</summary>
    private const int Shortest = 8;

    /// <returns>Null where there is no prompt.</returns>
    public static PromptSign? Of(ReadOnlySpan<byte> body, PromptParts prompt)
    {
        if (prompt.Messages.End.Value > body.Length || body[prompt.Messages].Length < Shortest)
        {
            return null;
        }

        var messages = body[prompt.Messages].Trim(" \t\r\n"u8);
        var hash = new XxHash3();
        if (!messages.IsEmpty && messages[0] == (byte)'[')
        {
            var (last, before) = LastTurns.Of(messages);
            try
            {
                if (AddCall(hash, messages[before]))
                {
                    AddResult(hash, messages[last]);
                    return new PromptSign(hash.GetCurrentHashAsUInt64(), true);
                }
            }
            catch (JsonException)
            {
                // Not as sound as it looked: it is the same where its bytes are.
            }

            hash.Reset();
        }

        hash.Append(body[prompt.System]);
        hash.Append(messages);
        return new PromptSign(hash.GetCurrentHashAsUInt64(), false);
    }

    /// <summary>Takes in the names and arguments of tool calls; their thoughts and words differ each time.</summary>
    /// <returns>False where there is none.</returns>
    private static bool AddCall(XxHash3 hash, ReadOnlySpan<byte> turn)
    {
        var found = false;
        var reader = new Utf8JsonReader(turn);
        while (!turn.IsEmpty && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isArguments = reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("args"u8);
            if (isArguments || reader.ValueTextEquals("name"u8))
            {
                Add(hash, ref reader, turn);
                found |= isArguments;
            }
        }

        return found;
    }

    /// <summary>Takes in a turn but for ids, and marks that move on with the conversation.</summary>
    private static void AddResult(XxHash3 hash, ReadOnlySpan<byte> turn)
    {
        var reader = new Utf8JsonReader(turn);
        while (!turn.IsEmpty && reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                hash.Append(reader.ValueSpan);
            }
            else if (reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("tool_use_id"u8) || reader.ValueTextEquals("tool_call_id"u8) || reader.ValueTextEquals("call_id"u8) || reader.ValueTextEquals("cache_control"u8))
            {
                reader.Skip();
            }
        }
    }

    private static void Add(XxHash3 hash, ref Utf8JsonReader reader, ReadOnlySpan<byte> turn)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        hash.Append(turn[start..(int)reader.BytesConsumed]);
    }
}
