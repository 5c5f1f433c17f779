using System.Text;
using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>
/// Some models (gpt-5.4) call one tool named <c>parallel</c> that nobody declared, whose arguments hold the calls that they mean (bug B52). Those take its
/// place, where every tool that they name is a declared one; else the call stays as it is.
/// </summary>
/// <param name="declared">The tools' names as they went up.</param>
internal sealed class WrappedCalls(IReadOnlySet<string> declared)
{
    private const string Name = "parallel";
    private const string Prefix = "functions.";

    /// <summary>Keys that no reader gives.</summary>
    private int _next = int.MinValue;
    private readonly Dictionary<int, (ToolCallBlock Head, StringBuilder Text)> _held = [];

    private bool IsPossible => declared.Count > 0 && !declared.Contains(Name);

    /// <summary>Passes a reader's event on; such a call is held until it is whole.</summary>
    public void Take(ReplyEvent next, List<ReplyEvent> to)
    {
        switch (next)
        {
            case BlockStarted { Head: ToolCallBlock { Name: Name } head } begun when IsPossible:
                _held[begun.Key] = (head, new StringBuilder(head.Arguments));
                break;
            case Delta delta when _held.TryGetValue(delta.Key, out var held):
                held.Text.Append(delta.Text);
                break;
            case BlockEnded ended when _held.Remove(ended.Key, out var whole):
                Release(ended.Key, whole.Head, whole.Text.ToString(), to);
                break;
            case Stopped or Closed:
                End(to);
                to.Add(next);
                break;
            default:
                to.Add(next);
                break;
        }
    }

    /// <summary>The body has ended: what is still held goes on.</summary>
    public void End(List<ReplyEvent> to)
    {
        foreach (var (key, (head, text)) in _held)
        {
            Release(key, head, text.ToString(), to);
        }

        _held.Clear();
    }

    /// <summary>The same for a whole reply.</summary>
    public IReadOnlyList<Block> In(IReadOnlyList<Block> blocks) =>
        IsPossible && blocks.Any(block => block is ToolCallBlock { Name: Name })
            ? [.. blocks.SelectMany(block => block is ToolCallBlock { Name: Name } call ? (IEnumerable<Block>?)Inner(call, call.Arguments) ?? [block] : [block])]
            : blocks;

    private void Release(int key, ToolCallBlock head, string arguments, List<ReplyEvent> to)
    {
        var calls = Inner(head, arguments);
        foreach (var call in calls ?? [head with { Arguments = arguments }])
        {
            var its = calls is null ? key : _next++;
            to.Add(new BlockStarted(its, call with { Arguments = string.Empty }));
            to.Add(new Delta(its, call.Arguments));
            to.Add(new BlockEnded(its));
        }
    }

    private List<ToolCallBlock>? Inner(ToolCallBlock outer, string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            var calls = new List<ToolCallBlock>();
            foreach (var use in json.RootElement.Items("tool_uses"))
            {
                var name = use.Text("recipient_name") ?? string.Empty;
                name = name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
                if (!declared.Contains(name))
                {
                    return null;
                }

                calls.Add(outer with { Id = $"{outer.Id}_{calls.Count}", Name = name, Arguments = use.Get("parameters")?.Compact() ?? "{}", ItemId = null });
            }

            return calls.Count > 0 ? calls : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
