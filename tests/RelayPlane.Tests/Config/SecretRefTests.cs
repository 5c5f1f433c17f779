using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class SecretRefTests
{
    [Fact]
    public void A_variable_is_read_when_it_is_asked_for()
    {
        var secret = new SecretRef("env:KEY");
        Assert.Equal("value", secret.Read(Setup.Environment(("KEY", "value\n"))));
        Assert.Null(secret.Read(Setup.Environment()));
        Assert.Null(secret.Read(Setup.Environment(("KEY", ""))));
        Assert.Equal("env:KEY", secret.ToString());
    }

    [Fact]
    public void A_file_is_read_without_its_last_newline_and_a_missing_one_gives_nothing()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "from-file\n");
            Assert.Equal("from-file", new SecretRef($"file:{path}").Read(Setup.Environment()));
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Null(new SecretRef($"file:{path}").Read(Setup.Environment()));
    }

    [Fact]
    public void A_literal_is_its_own_value_and_never_shown()
    {
        var secret = new SecretRef("sk-1");
        Assert.True(secret.IsLiteral);
        Assert.Equal("sk-1", secret.Read(Setup.Environment()));
        Assert.Equal("***", secret.ToString());
    }
}
