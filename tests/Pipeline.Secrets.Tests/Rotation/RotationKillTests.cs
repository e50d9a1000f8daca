using Pipeline.Secrets.Rotation.Crashing;

namespace Pipeline.Secrets.Tests.Rotation;

/// <summary>A rotation that dies after each durable write, and is run again by a new process. Whatever happens, what is current works.</summary>
public sealed class RotationKillTests : IDisposable
{
    private readonly RotationFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    public static TheoryData<string> CrashPoints => [.. Enum.GetNames<RotationCrashPoint>()];

    [Theory]
    [MemberData(nameof(CrashPoints))]
    public async Task Killed_there_it_goes_on_and_ends_with_one_credential_that_works(string name)
    {
        var point = Enum.Parse<RotationCrashPoint>(name);
        var first = await _fixture.BeginWithAsync();

        await Assert.ThrowsAsync<DeathException>(() => _fixture.Rotation(passed: x => Die(x == point)).RunAsync(default));

        Assert.True(_fixture.Database.Accepts((await _fixture.CurrentAsync()).Value));
        var isOldStillUsed = point < RotationCrashPoint.OldRevoked;
        Assert.Equal(isOldStillUsed, _fixture.Database.Accepts(first.Value));
        // After the last point all is done, and another run is another rotation.
        if (point != RotationCrashPoint.DoneRecorded)
            Assert.True((await _fixture.Rotation().RunAsync(default)).IsDone);
        var current = await _fixture.CurrentAsync();
        Assert.Equal("app-b", RotationFixture.UserOf(current));
        Assert.Equal(["app-b"], _fixture.Database.Users.Keys);
        Assert.True(_fixture.Database.Accepts(current.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Killed_again_and_again_it_never_leaves_a_current_value_that_does_not_work(int seed)
    {
        var random = new Random(seed);
        await _fixture.BeginWithAsync();

        for (var run = 0; run < 40; run++)
        {
            try
            {
                await _fixture.Rotation(passed: _ => Die(random.Next(4) == 0)).RunAsync(default);
            }
            catch (DeathException)
            {
                // The next run is the next process.
            }

            Assert.True(_fixture.Database.Accepts((await _fixture.CurrentAsync()).Value), $"seed {seed}, run {run}");
        }

        await _fixture.Rotation().RunAsync(default);
        Assert.Single(_fixture.Database.Users);
    }

    [Fact]
    public async Task A_promotion_whose_answer_was_lost_is_recognized()
    {
        await _fixture.BeginWithAsync();
        await Assert.ThrowsAsync<DeathException>(() => _fixture.Rotation(passed: x => Die(x == RotationCrashPoint.ValuePromoted)).RunAsync(default));
        var promoted = await _fixture.CurrentAsync();

        var outcome = await _fixture.Rotation().RunAsync(default);

        Assert.Equal((true, promoted.Version), (outcome.IsDone, outcome.Version));
    }

    private static void Die(bool now)
    {
        if (now)
            throw new DeathException();
    }

    private sealed class DeathException : Exception;
}
