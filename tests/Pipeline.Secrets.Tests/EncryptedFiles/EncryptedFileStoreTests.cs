using System.Text.Json.Nodes;
using Pipeline.Secrets.EncryptedFiles;
using Pipeline.Secrets.Opening;

namespace Pipeline.Secrets.Tests.EncryptedFiles;

public sealed class EncryptedFileStoreTests : IDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/rehearsal/api/key");

    private readonly string _directory = Directory.CreateTempSubdirectory("encrypted").FullName;

    private string File => Path.Combine(_directory, "secrets.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Neither_names_nor_values_stand_in_the_file_and_only_its_owner_reads_it()
    {
        await using var store = Open();

        await store.PutAsync(s_name, new Secret("canary-value"), null, default);

        var text = await System.IO.File.ReadAllTextAsync(File);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rehearsal", text, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File + ".new"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File + ".key"));
        }
    }

    [Fact]
    public async Task A_passphrase_opens_what_it_closed_and_no_other_one_does()
    {
        await using var store = Open("?passphrase-variable=P", "correct horse");
        await store.PutAsync(s_name, new Secret("one"), null, default);
        await using var again = Open("?passphrase-variable=P", "correct horse");
        await using var wrong = Open("?passphrase-variable=P", "wrong horse");

        Assert.Equal("one", (await again.GetAsync(s_name, null, default))!.Value.Reveal());
        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => wrong.GetAsync(s_name, null, default));
        Assert.Equal("PIPE5006", refused.Code.Id);
        await AssertRefusedAsync(Open(), "PIPE5006");
        await AssertRefusedAsync(Open("?passphrase-variable=P"), "PIPE5006");
        await Assert.ThrowsAsync<SecretStoreException>(() => wrong.PutAsync(s_name, new Secret("two"), null, default));
    }

    [Fact]
    public async Task A_key_file_that_is_gone_short_or_another_one_is_said()
    {
        await using (var store = Open())
            await store.PutAsync(s_name, new Secret("one"), null, default);
        var key = await System.IO.File.ReadAllTextAsync(File + ".key");

        await System.IO.File.WriteAllTextAsync(File + ".key", "short");
        await AssertRefusedAsync(Open(), "PIPE5006");
        await System.IO.File.WriteAllTextAsync(File + ".key", new string('k', 44));
        await AssertRefusedAsync(Open(), "PIPE5006");
        System.IO.File.Delete(File + ".key");
        await AssertRefusedAsync(Open(), "PIPE5006");
        await System.IO.File.WriteAllTextAsync(Path.Combine(_directory, "elsewhere"), key);

        await using var elsewhere = Open("?key-file=elsewhere");
        Assert.Equal("one", (await elsewhere.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task A_missing_key_file_is_not_made_anew_over_secrets_that_are_there()
    {
        await using var store = Open();
        await store.PutAsync(s_name, new Secret("one"), null, default);
        System.IO.File.Delete(File + ".key");
        await using var again = Open();

        await Assert.ThrowsAsync<SecretStoreException>(() => again.PutAsync(s_name, new Secret("two"), null, default));

        Assert.False(System.IO.File.Exists(File + ".key"));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("nonce")]
    [InlineData("tag")]
    public async Task A_file_that_was_changed_is_damaged(string part)
    {
        await using var store = Open();
        await store.PutAsync(s_name, new Secret("one"), null, default);
        Change(x =>
        {
            var bytes = Convert.FromBase64String((string)x[part]!);
            bytes[0] ^= 1;
            x[part] = Convert.ToBase64String(bytes);
        });

        await AssertRefusedAsync(Open(), "PIPE5007");
    }

    [Fact]
    public async Task Parameters_of_the_key_that_were_changed_do_not_open_it_and_absurd_ones_are_not_tried()
    {
        await using var store = Open("?passphrase-variable=P", "horse");
        await store.PutAsync(s_name, new Secret("one"), null, default);
        Change(x => x["key"]!["iterations"] = 1);
        await AssertRefusedAsync(Open("?passphrase-variable=P", "horse"), "PIPE5006");

        Change(x => x["key"]!["iterations"] = int.MaxValue);
        await AssertRefusedAsync(Open("?passphrase-variable=P", "horse"), "PIPE5007");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":"pipeline-secrets/2"}""")]
    public async Task A_file_that_is_something_else_is_damaged(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content);

        await AssertRefusedAsync(Open(), "PIPE5007");
    }

    [Fact]
    public async Task Every_cut_of_the_file_is_damaged_and_never_a_crash()
    {
        await using var store = Open();
        await store.PutAsync(s_name, new Secret("one"), null, default);
        var bytes = await System.IO.File.ReadAllBytesAsync(File);

        for (var length = 0; length < bytes.Length - 2; length += 17)
        {
            await System.IO.File.WriteAllBytesAsync(File, bytes[..length]);
            await AssertRefusedAsync(Open(), "PIPE5007");
        }
    }

    [Fact]
    public async Task A_writer_waits_for_another_ones_lock_and_gives_up_in_time()
    {
        var time = new ManualTime();
        await using var store = Open(time: time);
        await store.PutAsync(s_name, new Secret("one"), null, default);

        Task<SecretVersion> writing;
        using (new FileStream(File + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            writing = store.PutAsync(s_name, new Secret("two"), null, default);
            // Readers need no lock.
            Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
            Assert.False(writing.IsCompleted);
        }

        await writing;
        using (new FileStream(File + ".lock", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            writing = store.PutAsync(s_name, new Secret("three"), null, default);
            time.Advance(FileLock.Patience);
            var locked = await Assert.ThrowsAsync<SecretStoreException>(() => writing);
            Assert.Equal(("PIPE5008", true), (locked.Code.Id, locked.IsTransient));
        }

        Assert.Equal("two", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_overwritten()
    {
        await System.IO.File.WriteAllTextAsync(File + ".new", "half a file");
        await using var store = Open();

        await store.PutAsync(s_name, new Secret("one"), null, default);

        Assert.Equal("one", (await store.GetAsync(s_name, null, default))!.Value.Reveal());
    }

    [Fact]
    public async Task The_last_ten_versions_stay_and_a_number_is_never_given_again()
    {
        await using var store = Open();
        var versions = new List<string>();
        for (var i = 0; i < 12; i++)
            versions.Add((await store.PutAsync(s_name, new Secret($"value {i}"), null, default)).Version);

        Assert.Null(await store.GetAsync(s_name, versions[1], default));
        Assert.Equal("value 2", (await store.GetAsync(s_name, versions[2], default))!.Value.Reveal());
        await store.DeleteAsync(s_name, default);
        Assert.DoesNotContain((await store.PutAsync(s_name, new Secret("anew"), null, default)).Version, versions);
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        await using var one = Open();
        await using var two = Open();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(x => (x % 2 == 0 ? one : two).PutAsync(SecretName.Parse($"n/{x}"), new Secret("v"), null, default)));

        Assert.Equal(30, (await one.ListAsync("n", default)).Count);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_written_is_said()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(_directory, "file"), "");
        await using var store = SecretStores.Open(SecretStoreLocation.Parse("encrypted:file"), new SecretStoreOptions { BaseDirectory = _directory });
        Directory.CreateDirectory(Path.Combine(_directory, "folder"));
        await using var folder = SecretStores.Open(SecretStoreLocation.Parse("encrypted:folder"), new SecretStoreOptions { BaseDirectory = _directory });

        Assert.Equal("PIPE5007", (await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default))).Code.Id);
        Assert.Equal("PIPE5005", (await Assert.ThrowsAsync<SecretStoreException>(() => folder.GetAsync(s_name, null, default))).Code.Id);
    }

    private ISecretStore Open(string parameters = "", string? passphrase = null, TimeProvider? time = null) => SecretStores.Open(
        SecretStoreLocation.Parse($"encrypted:secrets.json{parameters}"),
        new SecretStoreOptions { BaseDirectory = _directory, Variables = passphrase is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["P"] = passphrase }, Time = time ?? TimeProvider.System });

    private void Change(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(System.IO.File.ReadAllBytes(File))!;
        change(json);
        System.IO.File.WriteAllText(File, json.ToJsonString());
    }

    private static async Task AssertRefusedAsync(ISecretStore store, string id)
    {
        await using var open = store;
        var refused = await Assert.ThrowsAsync<SecretStoreException>(() => store.GetAsync(s_name, null, default));
        Assert.Equal(id, refused.Code.Id);
    }
}
