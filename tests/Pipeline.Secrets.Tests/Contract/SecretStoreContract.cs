namespace Pipeline.Secrets.Tests.Contract;

/// <summary>What every store that can be written must do. One class a store opens it.</summary>
public abstract class SecretStoreContract : IAsyncLifetime
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/password");

    private ISecretStore _store = null!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await CloseAsync();
    }

    /// <summary>A new, empty store.</summary>
    protected abstract Task<ISecretStore> OpenAsync();

    /// <summary>Another client of the same store.</summary>
    protected abstract ISecretStore OpenAgain();

    protected virtual Task CloseAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_is_written_is_read_with_its_version()
    {
        var written = await PutAsync(s_name, "one");

        var read = await _store.GetAsync(s_name, null, default);

        Assert.NotNull(read);
        Assert.Equal("one", read.Value.Reveal());
        Assert.Equal(written.Version, read.Version);
        Assert.Equal(s_name, read.Name);
        Assert.NotEmpty(read.Version);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_none()
    {
        Assert.Null(await _store.GetAsync(s_name, null, default));
        Assert.Null(await _store.GetAsync(s_name, "1", default));
        Assert.Null(await _store.GetAsync(s_name, "no such version", default));
        await _store.DeleteAsync(s_name, default);
    }

    [Fact]
    public async Task The_current_version_is_told_by_itself()
    {
        Assert.Null(await _store.VersionAsync(s_name, default));
        await PutAsync(s_name, "one");
        var second = await PutAsync(s_name, "two");

        Assert.Equal(second.Version, await _store.VersionAsync(s_name, default));
        await _store.DeleteAsync(s_name, default);
        Assert.Null(await _store.VersionAsync(s_name, default));
    }

    [Fact]
    public async Task A_second_write_has_another_version_and_the_first_can_still_be_read()
    {
        var first = await PutAsync(s_name, "one");
        var second = await PutAsync(s_name, "two");

        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal("two", (await _store.GetAsync(s_name, null, default))!.Value.Reveal());
        Assert.Equal("one", (await _store.GetAsync(s_name, first.Version, default))!.Value.Reveal());
        Assert.Equal("two", (await _store.GetAsync(s_name, second.Version, default))!.Value.Reveal());
        Assert.Null(await _store.GetAsync(s_name, "99999", default));
        Assert.Null(await _store.GetAsync(s_name, "00000000-0000-0000-0000-000000000000", default));
    }

    [Fact]
    public async Task The_same_value_again_is_still_a_version_of_its_own_or_the_same_one()
    {
        await PutAsync(s_name, "one");
        var again = await PutAsync(s_name, "one");

        Assert.Equal(again.Version, (await _store.GetAsync(s_name, null, default))!.Version);
    }

    [Fact]
    public async Task A_write_that_expects_nothing_is_refused_where_something_is()
    {
        await PutAsync(s_name, "one", ExpectedVersion.None);

        var conflict = await Assert.ThrowsAsync<SecretConflictException>(() => PutAsync(s_name, "two", ExpectedVersion.None));

        Assert.Equal("PIPE5002", conflict.Code.Id);
        Assert.Equal("one", (await _store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_write_that_expects_the_current_version_happens_and_one_that_expects_another_is_refused()
    {
        var first = await PutAsync(s_name, "one");
        var second = await PutAsync(s_name, "two", new ExpectedVersion(first.Version));

        await Assert.ThrowsAsync<SecretConflictException>(() => PutAsync(s_name, "three", new ExpectedVersion(first.Version)));
        await Assert.ThrowsAsync<SecretConflictException>(() => PutAsync(s_name, "three", new ExpectedVersion("no such version")));

        var read = (await _store.GetAsync(s_name, null, default))!;
        Assert.Equal(("two", second.Version), (read.Value.Reveal(), read.Version));
    }

    [Fact]
    public async Task A_write_that_expects_a_version_is_refused_where_there_is_no_secret() =>
        await Assert.ThrowsAsync<SecretConflictException>(() => PutAsync(s_name, "one", new ExpectedVersion("1")));

    [Fact]
    public async Task What_is_deleted_is_gone_with_its_versions_and_can_be_written_anew()
    {
        var first = await PutAsync(s_name, "one");
        await PutAsync(s_name, "two");

        await _store.DeleteAsync(s_name, default);

        Assert.Null(await _store.GetAsync(s_name, null, default));
        Assert.Null(await _store.GetAsync(s_name, first.Version, default));
        Assert.Empty(await _store.ListAsync("", default));
        var anew = await PutAsync(s_name, "three", ExpectedVersion.None);
        Assert.Equal(("three", anew.Version), ((await _store.GetAsync(s_name, null, default))!.Value.Reveal(), (await _store.GetAsync(s_name, null, default))!.Version));
    }

    [Fact]
    public async Task Names_are_listed_below_whole_segments_and_in_order()
    {
        foreach (var name in new[] { "agentkit/staging/b", "agentkit/staging/a", "agentkit/staging/a/deep/er", "agentkit/staging-two/a", "agentkit/production/a", "agentkit/staging", "other" })
            await PutAsync(SecretName.Parse(name), name);

        Assert.Equal(["agentkit/staging/a", "agentkit/staging/a/deep/er", "agentkit/staging/b"], await NamesAsync("agentkit/staging"));
        Assert.Equal(["agentkit/staging/a", "agentkit/staging/a/deep/er", "agentkit/staging/b"], await NamesAsync("agentkit/staging/"));
        Assert.Equal(["agentkit/production/a", "agentkit/staging", "agentkit/staging-two/a", "agentkit/staging/a", "agentkit/staging/a/deep/er", "agentkit/staging/b", "other"], await NamesAsync(""));
        Assert.Empty(await NamesAsync("agentkit/none"));
    }

    [Fact]
    public async Task Many_names_are_all_listed()
    {
        var names = Enumerable.Range(0, 130).Select(x => $"agentkit/many/n{x:000}").ToList();
        foreach (var name in names)
            await PutAsync(SecretName.Parse(name), "x");

        Assert.Equal(names, await NamesAsync("agentkit/many"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("two\nlines\r\nand an end\n")]
    [InlineData("\"quotes\" \\ backslash {\"a\":1}")]
    [InlineData("{\"username\":\"a\",\"password\":\"b\"}")]
    [InlineData("ünïcødé 🔑 \u2028")]
    public async Task A_value_comes_back_as_it_was(string value)
    {
        if (value.Length == 0 && !TakesEmptyValues)
            return;

        await PutAsync(s_name, value);

        Assert.Equal(value, (await _store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_large_value_comes_back_as_it_was()
    {
        var value = new string('k', 60_000);

        await PutAsync(s_name, value);

        Assert.Equal(value, (await _store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task Another_client_sees_what_was_written()
    {
        var written = await PutAsync(s_name, "one");

        await using var other = OpenAgain();

        Assert.Equal(written.Version, (await other.GetAsync(s_name, null, default))!.Version);
        await other.PutAsync(s_name, new Secret("two"), new ExpectedVersion(written.Version), default);
        await Assert.ThrowsAsync<SecretConflictException>(() => PutAsync(s_name, "three", new ExpectedVersion(written.Version)));
        Assert.Equal("two", (await _store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task Of_many_writers_that_expect_the_same_version_one_wins()
    {
        var first = await PutAsync(s_name, "one");
        await using var other = OpenAgain();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async x =>
        {
            try
            {
                return await (x % 2 == 0 ? _store : other).PutAsync(s_name, new Secret($"writer {x}"), new ExpectedVersion(first.Version), default);
            }
            catch (SecretConflictException)
            {
                return null;
            }
        }));

        var winner = Assert.Single(outcomes, x => x is not null)!;
        Assert.Equal(winner.Value, (await _store.GetAsync(s_name, null, default))!.Value);
    }

    [Fact]
    public async Task Of_many_writers_of_the_first_version_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async x =>
        {
            try
            {
                return await _store.PutAsync(s_name, new Secret($"writer {x}"), ExpectedVersion.None, default);
            }
            catch (SecretConflictException)
            {
                return null;
            }
        }));

        Assert.Equal(Assert.Single(outcomes, x => x is not null)!.Value, (await _store.GetAsync(s_name, null, default))!.Value);
    }

    [Fact]
    public async Task A_cancelled_call_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.PutAsync(s_name, new Secret("x"), null, cancelled.Token));
    }

    [Fact]
    public void It_says_what_it_is() => Assert.False(string.IsNullOrWhiteSpace(_store.Description) || _store.IsReadOnly);

    protected virtual bool TakesEmptyValues => true;

    private Task<SecretVersion> PutAsync(SecretName name, string value, ExpectedVersion? expected = null) => _store.PutAsync(name, new Secret(value), expected, default);

    private async Task<IEnumerable<string>> NamesAsync(string prefix) => (await _store.ListAsync(prefix, default)).Select(x => x.Value);
}
