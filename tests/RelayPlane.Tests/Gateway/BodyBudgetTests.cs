using RelayPlane.Gateway;
using Xunit;

namespace RelayPlane.Tests.Gateway;

public sealed class BodyBudgetTests
{
    [Fact]
    public void What_a_call_took_is_given_back_when_it_ends_and_not_twice()
    {
        var budget = new BodyBudget(100);
        using var other = budget.Open();
        using (var share = budget.Open())
        {
            Assert.True(share.TryReach(40));
            Assert.True(share.TryReach(60));
            Assert.Equal(60, budget.Held);
            Assert.False(other.TryReach(50));
            share.Dispose();
        }

        Assert.Equal(0, budget.Held);
        Assert.True(other.TryReach(50));
        Assert.False(other.TryReach(150));
        Assert.Equal(50, budget.Held);
    }

    [Fact]
    public void One_body_that_is_larger_than_all_is_let_in_alone()
    {
        var budget = new BodyBudget(100);
        using var large = budget.Open();
        using var small = budget.Open();
        Assert.True(large.TryReach(1000));
        Assert.False(small.TryReach(1));
    }
}
