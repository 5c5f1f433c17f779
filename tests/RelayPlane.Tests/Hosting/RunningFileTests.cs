using RelayPlane.Hosting;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class RunningFileTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly RunningFile Running = new(17, "http://127.0.0.1:4100", "token-1", DateTimeOffset.UnixEpoch);

    [Fact]
    public void What_is_written_reads_back()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "relayplane.pid");
        Running.Write(path);
        Assert.Equal(Running, RunningFile.Read(path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Only_the_owner_can_read_the_token_also_where_an_older_file_lay_open(bool older)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "relayplane.pid");
        if (older)
        {
            File.WriteAllText(path, new string('9', 500));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
        }

        Running.Write(path);
        Assert.Equal(Running, RunningFile.Read(path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"pid\":")]
    [InlineData("12345")]
    [InlineData("null")]
    public void A_torn_or_foreign_file_is_none(string text)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Root, "relayplane.pid");
        File.WriteAllText(path, text);
        Assert.Null(RunningFile.Read(path));
        Assert.Null(RunningFile.Read(path + ".none"));
    }

    [Fact]
    public void It_prints_without_its_token() => Assert.DoesNotContain("token-1", Running.ToString(), StringComparison.Ordinal);
}
