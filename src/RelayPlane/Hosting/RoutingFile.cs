using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using RelayPlane.Config;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Hosting;

/// <summary><c>routing.json</c>: what <c>route calibrate</c> learned from labels. A gateway looks at it every few seconds; one that is bad leaves in force what was known before.</summary>
internal sealed class RoutingFile : IAsyncDisposable
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly Lock _looking = new();
    private readonly string _path;
    private readonly Action<string> _notice;
    private readonly CancellationTokenSource _ended = new();
    private readonly PeriodicTimer _timer;
    private readonly Task _watching;
    private (DateTime Written, long Length) _seen;
    private Learned _current = Learned.Nothing;

    public RoutingFile(string path, Action<string> notice, TimeProvider clock)
    {
        (_path, _notice) = (path, notice);
        Look();
        _timer = new PeriodicTimer(s_every, clock);
        _watching = WatchAsync();
    }

    public Learned Current => Volatile.Read(ref _current);

    /// <summary>Looks at it now.</summary>
    public void Look()
    {
        lock (_looking)
        {
            var file = new FileInfo(_path);
            var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (now == _seen)
            {
                return;
            }

            _seen = now;
            if (Read(_path, out var problem) is { } learned)
            {
                Volatile.Write(ref _current, learned);
            }
            else
            {
                _notice($"{_path} cannot be used, so what was learned from labels stays as it is: {problem} Write it anew with: relayplane route calibrate");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watching;
        _timer.Dispose();
        _ended.Dispose();
    }

    /// <returns>Null where the file is bad; nothing learned where there is none.</returns>
    public static Learned? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LearnedJson.Default.LearnedText)?.Learned ?? throw new JsonException("It is empty.");
        }
        catch (Exception thrown) when (thrown is FileNotFoundException or DirectoryNotFoundException)
        {
            return Learned.Nothing;
        }
        catch (Exception thrown) when (thrown is JsonException or IOException or UnauthorizedAccessException)
        {
            problem = thrown.Message;
            return null;
        }
    }

    public static void Write(string path, Learned learned, DateTimeOffset now) =>
        ConfigFile.Write(path, JsonSerializer.Serialize(LearnedText.Of(learned, now), LearnedJson.Default.LearnedText));

    private async Task WatchAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ended.Token))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway ends.
        }
    }
}

/// <summary>The file, as written.</summary>
/// <param name="At">When it was learned.</param>
/// <param name="Classifier">For which weights.</param>
internal sealed record LearnedText(
    DateTimeOffset At, string? Classifier, HeadCalibration? Simple, HeadCalibration? Moderate, HeadCalibration? Complex, Evidence? All, IReadOnlyDictionary<string, Evidence>? Routes)
{
    [JsonIgnore]
    public Learned Learned => new(
        new Calibrated(Sound(Simple), Sound(Moderate), Sound(Complex)), Classifier ?? string.Empty, All, (Routes ?? new Dictionary<string, Evidence>()).ToFrozenDictionary());

    public static LearnedText Of(Learned learned, DateTimeOffset now) =>
        new(now, learned.Classifier, learned.Heads.Simple, learned.Heads.Moderate, learned.Heads.Complex, learned.All, learned.ByRoute);

    /// <summary>A number that would turn an order around, or is none, was not learned.</summary>
    private static HeadCalibration Sound(HeadCalibration? read) => read is { A: > 0 and < 100, B: > -100 and < 100 } ? read : HeadCalibration.Identity;
}

/// <summary>Reads and writes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(LearnedText))]
internal sealed partial class LearnedJson : JsonSerializerContext;
