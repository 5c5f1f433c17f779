namespace RelayPlane.Dialects.Gemini;

/// <summary>
/// Gives the calls of a Gemini conversation their ids, and finds the call that a result answers: by id where there is one, else by name, else in order.
/// The ids that are made up are the same each time the same conversation comes.
/// </summary>
internal sealed class CallIds
{
    private const string Prefix = "call_rp_";
    private readonly List<(string Id, string Name)> _open = [];
    private int _turn;
    private int _count;

    /// <summary>Whether no provider gave this id.</summary>
    public static bool IsMadeUp(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <param name="reply">What tells one reply from another; letters, digits, <c>_</c> and <c>-</c> of it are kept.</param>
    /// <param name="number">Which call of the reply.</param>
    public static string MakeUp(string reply, int number) => $"{Prefix}{reply}_{number}";

    public void BeginTurn(int turn, bool isModel)
    {
        (_turn, _count) = (turn, 0);
        if (isModel)
        {
            _open.Clear();
        }
    }

    public string Call(string? id, string name)
    {
        var its = id is { Length: > 0 } ? id : MakeUp($"{_turn}", _count++);
        _open.Add((its, name));
        return its;
    }

    public string Result(string? id, string name)
    {
        var at = id is { Length: > 0 } ? _open.FindIndex(call => call.Id == id) : -1;
        at = at >= 0 ? at : _open.FindIndex(call => call.Name == name);
        at = at >= 0 || id is { Length: > 0 } ? at : _open.Count > 0 ? 0 : -1;
        if (at < 0)
        {
            return id is { Length: > 0 } ? id : MakeUp($"{_turn}", _count++);
        }

        var found = _open[at].Id;
        _open.RemoveAt(at);
        return found;
    }
}
