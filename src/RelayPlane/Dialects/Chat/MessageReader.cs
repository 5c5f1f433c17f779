using System.Globalization;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Chat;

/// <summary>
/// Reads the messages of a request into turns. The answers of tools, each a message here, become one user's turn with what the user says after them, as the
/// formats that alternate want it (bug B34).
/// </summary>
internal sealed class MessageReader
{
    private readonly Dictionary<string, string> _names = [];
    private readonly List<string> _unanswered = [];
    private List<Block>? _results;
    private int _calls;

    public List<Turn> Turns { get; } = [];

    /// <returns>Why they cannot be read; null where they can.</returns>
    public Refusal? Read(JsonElement messages)
    {
        var at = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (!Take(message))
            {
                var where = string.Create(CultureInfo.InvariantCulture, $"messages[{at}]");
                return new Refusal(RefusalKind.InvalidRequest, $"{where}.role must be system, developer, user, assistant or tool.", $"{where}.role");
            }

            at++;
        }

        return null;
    }

    private bool Take(JsonElement message)
    {
        switch (message.Text("role"))
        {
            case "system":
                Plain(Role.System, message);
                return true;
            case "developer":
                Plain(Role.Developer, message);
                return true;
            case "user":
                User(message);
                return true;
            case "assistant":
                Assistant(message);
                return true;
            case "tool" or "function":
                Result(message);
                return true;
            default:
                return false;
        }
    }

    private void Plain(Role role, JsonElement message)
    {
        var blocks = new List<Block>();
        PartReader.Read(message.Get("content"), blocks);
        Turns.Add(new Turn(role, blocks) { Name = message.Text("name"), Raw = message });
        _results = null;
    }

    private void User(JsonElement message)
    {
        if (_results is null)
        {
            Plain(Role.User, message);
            return;
        }

        PartReader.Read(message.Get("content"), _results);
        Turns[^1] = Turns[^1] with { Name = message.Text("name"), Raw = message };
        _results = null;
    }

    private void Assistant(JsonElement message)
    {
        var blocks = new List<Block>();
        History.Thoughts(message, blocks);
        PartReader.Read(message.Get("content"), blocks);
        if (message.Text("refusal") is { Length: > 0 } refusal)
        {
            blocks.Add(new RefusalBlock(refusal));
        }

        if (message.Get("audio")?.Text("id") is not null)
        {
            blocks.Add(new OpaqueBlock("messages.audio", LossWeight.State));
        }

        _unanswered.Clear();
        foreach (var call in message.Items("tool_calls"))
        {
            blocks.Add(Known(History.Call(call, NextId())));
        }

        if (message.Get("function_call") is { } function)
        {
            blocks.Add(Known(new ToolCallBlock(NextId(), function.Text("name") ?? string.Empty, function.Text("arguments") ?? "{}")));
        }

        Turns.Add(new Turn(Role.Assistant, blocks) { Name = message.Text("name"), Raw = message });
        _results = null;
    }

    private void Result(JsonElement message)
    {
        var content = new List<Block>();
        PartReader.Read(message.Get("content"), content);
        var id = message.Text("tool_call_id") is { Length: > 0 } given ? given : Unanswered(message.Text("name"));
        _unanswered.Remove(id);
        var result = new ToolResultBlock(id, content)
        {
            Name = message.Text("name") ?? _names.GetValueOrDefault(id),
            Raw = message,
            Cache = content.LastOrDefault()?.Cache,
        };
        if (_results is null)
        {
            _results = [];
            Turns.Add(new Turn(Role.User, _results));
        }

        _results.Add(result);
    }

    private ToolCallBlock Known(ToolCallBlock call)
    {
        _names[call.Id] = call.Name;
        _unanswered.Add(call.Id);
        return call;
    }

    /// <summary>For the deprecated functions, whose calls have no id: the first call of that name that has no answer yet.</summary>
    private string Unanswered(string? name) =>
        _unanswered.Find(id => name is null || _names[id] == name) ?? (_unanswered.Count > 0 ? _unanswered[0] : NextId());

    /// <summary>An id for a call that has none; the same each time that the conversation is sent.</summary>
    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"call_{_calls++}");
}
