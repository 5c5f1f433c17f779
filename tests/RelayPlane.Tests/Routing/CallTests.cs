using Xunit;

namespace RelayPlane.Tests.Routing;

public sealed class CallTests
{
    [Fact]
    public void A_call_prints_as_its_id_and_never_its_credential()
    {
        var call = Calls.Of(credential: "sk-ant-secret");
        Assert.Equal(call.Id, call.ToString());
    }
}
