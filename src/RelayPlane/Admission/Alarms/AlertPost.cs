using System.Threading.Channels;
using RelayPlane.Ledger;

namespace RelayPlane.Admission.Alarms;

/// <summary>Tells of alerts, away from the calls that set them off: writes them into the log and the history, and posts them until they are taken or it is no use.</summary>
internal sealed class AlertPost : IAsyncDisposable
{
    /// <summary>More than so many at once is a flood, of which the log tells enough.</summary>
    private const int MostWaiting = 256;

    /// <summary>Waits before the second try and those after it.</summary>
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    /// <summary>What the last tries may take when the gateway ends.</summary>
    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(3);

    private readonly Channel<Letter> _letters = Channel.CreateBounded<Letter>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly Webhook _webhook;
    private readonly AlertFile _history;
    private readonly Action<string> _notice;
    private readonly TimeProvider _clock;
    private readonly Task _sending;
    private int _open;

    public AlertPost(Webhook webhook, AlertFile history, Action<string> notice, TimeProvider clock)
    {
        (_webhook, _history, _notice, _clock) = (webhook, history, notice, clock);
        _sending = SendAsync();
    }

    /// <summary>Takes an alert to tell; never waits.</summary>
    /// <param name="kept">How many the history keeps.</param>
    public void Send(Alert alert, AlarmActions actions, IReadOnlyList<WebhookTarget> hooks, int kept)
    {
        var targets = actions.HasFlag(AlarmActions.Webhook) ? hooks : [];
        if (!_letters.Writer.TryWrite(new Letter(alert, actions.HasFlag(AlarmActions.Log), targets, kept)))
        {
            _notice($"Alert ({alert.Type}, neither kept nor posted, as too many wait): {alert.Message}");
        }
    }

    /// <summary>What is not delivered yet is tried once more, at once.</summary>
    public async ValueTask DisposeAsync()
    {
        _letters.Writer.TryComplete();
        await _ending.CancelAsync();
        using var farewell = new CancellationTokenSource(s_farewell, _clock);
        await using (farewell.Token.Register(_cut.Cancel))
        {
            await _sending;
        }

        _ending.Dispose();
        _cut.Dispose();
    }

    private async Task SendAsync()
    {
        var open = new List<Task>();
        await foreach (var letter in _letters.Reader.ReadAllAsync())
        {
            if (letter.Log)
            {
                _notice($"Alert ({letter.Alert.Type}): {letter.Alert.Message}");
            }

            var isFull = _open >= MostWaiting;
            _history.Write(letter.Alert with { Delivered = letter.Targets.Count > 0 ? false : null }, letter.Kept);
            open.RemoveAll(task => task.IsCompleted);
            if (letter.Targets.Count > 0 && !isFull)
            {
                Interlocked.Increment(ref _open);
                open.Add(DeliverAsync(letter));
            }
            else if (isFull)
            {
                _notice($"Alert {letter.Alert.Id} is not posted, as {MostWaiting} others wait for their webhooks.");
            }
        }

        await Task.WhenAll(open);
    }

    private async Task DeliverAsync(Letter letter)
    {
        var problems = await Task.WhenAll(letter.Targets.Select(target => DeliverAsync(letter.Alert, target)));
        Interlocked.Decrement(ref _open);
        if (problems.OfType<string>().ToList() is { Count: > 0 } failed)
        {
            _notice($"Alert {letter.Alert.Id} ({letter.Alert.Type}) could not be delivered: {string.Join("; ", failed)}.");
        }
        else
        {
            _history.Write(letter.Alert with { Delivered = true }, letter.Kept);
        }
    }

    private async Task<string?> DeliverAsync(Alert alert, WebhookTarget target)
    {
        for (var tries = 0; ; tries++)
        {
            var isLast = tries == s_waits.Length || _ending.IsCancellationRequested;
            if (await _webhook.TryAsync(alert, target, _cut.Token) is not { } problem)
            {
                return null;
            }

            if (isLast)
            {
                return problem;
            }

            // Cut short by the end of the gateway, after which there is one more try.
            await Task.Delay(s_waits[tries], _clock, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>An alert on its way, with all that the config of its moment says of it.</summary>
    private sealed record Letter(Alert Alert, bool Log, IReadOnlyList<WebhookTarget> Targets, int Kept);
}
