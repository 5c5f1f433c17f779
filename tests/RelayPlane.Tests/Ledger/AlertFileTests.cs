using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.Tests.Ledger;

public sealed class AlertFileTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_became_of_an_alert_takes_the_place_of_the_alert()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "alerts.jsonl");
        var file = new AlertFile(path, _ => { });
        file.Write(Alert(1) with { Delivered = false }, 500);
        file.Write(Alert(2), 500);
        file.Write(Alert(1) with { Delivered = true }, 500);
        Assert.Equal([Alert(1) with { Delivered = true }, Alert(2)], AlertFile.Read(path));
    }

    [Fact]
    public void It_keeps_the_last_ones_and_never_grows_beyond_twice_as_many_lines()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "alerts.jsonl");
        for (var number = 0; number < 100; number++)
        {
            // As after a restart, every time.
            new AlertFile(path, _ => { }).Write(Alert(number), 5);
            Assert.InRange(File.ReadAllLines(path).Length, 1, 10);
        }

        Assert.Equal(Enumerable.Range(95, 5).Select(Alert), AlertFile.Read(path).TakeLast(5));
    }

    [Fact]
    public void Only_its_owner_can_read_it()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "alerts.jsonl");
        var file = new AlertFile(path, _ => { });
        for (var number = 0; number < 4; number++)
        {
            file.Write(Alert(number), 1);
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Fact]
    public void A_torn_line_is_passed_over_and_a_missing_file_holds_nothing()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "alerts.jsonl");
        Assert.Empty(AlertFile.Read(path));
        var file = new AlertFile(path, _ => { });
        file.Write(Alert(1), 500);
        File.AppendAllText(path, "{\"id\":\"2\",\"ty\n{}\nnull\n");
        file.Write(Alert(3), 500);
        Assert.Equal([Alert(1), Alert(3)], AlertFile.Read(path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_told_of_once()
    {
        using var folder = new TempFolder();
        var notices = new List<string>();
        var file = new AlertFile(Path.Combine(folder.Root, "missing/alerts.jsonl"), notices.Add);
        file.Write(Alert(1), 500);
        file.Write(Alert(2), 500);
        Assert.Contains("cannot be written, so alerts are told but not kept", Assert.Single(notices), StringComparison.Ordinal);
    }

    private static Alert Alert(int number) => new($"id{number}", AlertTypes.Velocity, "warning", "too many", "session one", Noon.AddMinutes(number), new AlertData { Calls = number });
}
