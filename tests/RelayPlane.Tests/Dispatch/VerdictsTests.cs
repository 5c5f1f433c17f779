using RelayPlane.Dispatch;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class VerdictsTests
{
    [Theory]
    [InlineData(200, Verdict.Answered)]
    [InlineData(201, Verdict.Answered)]
    [InlineData(304, Verdict.Answered)]
    [InlineData(400, Verdict.Rejected)]
    [InlineData(401, Verdict.Rejected)]
    [InlineData(403, Verdict.Rejected)]
    [InlineData(404, Verdict.Rejected)]
    [InlineData(413, Verdict.Rejected)]
    [InlineData(422, Verdict.Rejected)]
    [InlineData(408, Verdict.TimedOut)]
    [InlineData(504, Verdict.TimedOut)]
    [InlineData(429, Verdict.RateLimited)]
    [InlineData(503, Verdict.Overloaded)]
    [InlineData(529, Verdict.Overloaded)]
    [InlineData(500, Verdict.Faulted)]
    [InlineData(502, Verdict.Faulted)]
    [InlineData(520, Verdict.Faulted)]
    internal void A_status_tells_whose_fault_it_was(int status, Verdict verdict) => Assert.Equal(verdict, Verdicts.Of(status));
}
