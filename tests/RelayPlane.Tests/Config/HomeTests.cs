using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class HomeTests
{
    [Fact]
    public void The_home_is_in_the_users_folder_unless_told_otherwise()
    {
        Assert.Equal(new Home("/u/.relayplane", "/u/.relayplane/config.json"), Home.Find(Setup.Environment(("HOME", "/u"))));
        Assert.Equal(new Home("/h", "/h/config.json"), Home.Find(Setup.Environment(("RELAYPLANE_HOME", "/h"), ("HOME", "/u"))));
    }

    [Fact]
    public void The_config_path_moves_the_config_alone()
    {
        var home = Home.Find(Setup.Environment(("RELAYPLANE_HOME", "/h"), ("RELAYPLANE_CONFIG_PATH", "/etc/rp.json")));
        Assert.Equal(("/etc/rp.json", "/h/data.db", "/h/relayplane.pid"), (home.ConfigPath, home.DatabasePath, home.PidPath));
    }
}
