using Pipeline.Engine.Parameters;
using Pipeline.Engine.Parameters.Secrets;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Parameters;

public sealed class SecretTests : IDisposable
{
    private static readonly ParameterSpec s_key = Given.Parameter<string>("NuGetApiKey") with { IsSecret = true };
    private static readonly ParameterSpec s_token = Given.Parameter<string>("Token") with { IsSecret = true };
    private static readonly ParameterSpec[] s_parameters = [s_key, s_token, Given.Parameter<int[]>("Pins") with { IsSecret = true }, Given.Parameter<string>("Configuration")];

    private readonly RootDirectory _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Plain_secrets_are_encrypted_in_place_and_nothing_else_changes()
    {
        var path = _root.Write("parameters.json", """
            {
              // kept
              "Configuration": "Release",
              "nuget-api-key": "oy2-ä\n",   /* kept too */
              "Pins": [ 12, 34 ],
              "Token": "secret://vault/token",
            }
            """);

        Assert.Equal(["NuGetApiKey", "Pins"], SecretFile.EncryptAll(path, s_parameters, "pass"));

        var text = File.ReadAllText(path);
        Assert.Matches("""^\{\n  // kept\n  "Configuration": "Release",\n  "nuget-api-key": "v2:[A-Za-z0-9+/=]+",   /\* kept too \*/\n  "Pins": "v2:[A-Za-z0-9+/=]+",\n  "Token": "secret://vault/token",\n\}$""", text.ReplaceLineEndings("\n"));
        var values = Read(("NUKE_PARAMETERS_KEY", "pass")).Complete([], null);
        Assert.Equal("oy2-ä\n", values.Find("NuGetApiKey")!.Value);
        Assert.Equal([12, 34], (int[])values.Find("Pins")!.Value!);
        Assert.Contains("oy2-ä", values.SecretValues);
        Assert.Contains("pass", values.SecretValues);
        Assert.Contains("34", values.SecretValues);
        Assert.DoesNotContain(values.SecretValues, x => x.StartsWith("v2:", StringComparison.Ordinal) || x.StartsWith("secret:", StringComparison.Ordinal));

        Assert.Empty(SecretFile.EncryptAll(path, s_parameters, "pass"));
        Assert.Equal(text, File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_secret_is_set_in_a_new_file_beside_others_and_again()
    {
        var path = SecretFile.PathOf(_root.Path, "staging");

        SecretFile.Set(path, s_key, "one", "pass");
        SecretFile.Set(path, s_token, "two", "pass");
        SecretFile.Set(path, s_key, "three", "pass");

        var values = Read(["--profile", "staging"], ("NUKE_PARAMETERS_KEY_STAGING", "pass"), ("PARAMETERS_KEY", "other")).Complete([], null);
        Assert.Equal("three", values.Find("NuGetApiKey")!.Value);
        Assert.Equal("two", values.Find("Token")!.Value);
        Assert.Matches("^\\{\n  \"NuGetApiKey\": \"v2:[^\"]+\",\n  \"Token\": \"v2:[^\"]+\"\n\\}\n$", File.ReadAllText(path));
    }

    [Fact]
    public void The_files_rights_and_links_stay()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = _root.Write("real.json", "{}");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var link = SecretFile.PathOf(_root.Path, null);
        File.CreateSymbolicLink(link, path);

        SecretFile.Set(link, s_key, "one", "pass");

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Contains("v2:", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_one_password()
    {
        var path = SecretFile.PathOf(_root.Path, null);
        SecretFile.Set(path, s_key, "one", "pass");

        var exception = Assert.Throws<PipelineException>(() => SecretFile.Set(path, s_token, "two", "other"));

        Assert.Equal(ParameterErrors.WrongPassword, exception.Code);
        SecretFile.Set(path, s_key, "one", "other");
        SecretFile.Set(path, s_token, "two", "other");
    }

    [Fact]
    public void Only_secrets_are_encrypted_and_only_in_files_that_are_right()
    {
        var path = SecretFile.PathOf(_root.Path, null);

        Assert.Equal(ParameterErrors.NotASecret, Assert.Throws<PipelineException>(() => SecretFile.Set(path, s_parameters[3], "x", "pass")).Code);
        Assert.Equal(ParameterErrors.FileAccess, Assert.Throws<PipelineException>(() => SecretFile.EncryptAll(path, s_parameters, "pass")).Code);
        File.WriteAllText(path, "{ \"a\" 1 }");
        Assert.EndsWith("line 1, column 7: '1' where ':' must stand after \"a\".", Assert.Throws<PipelineException>(() => SecretFile.EncryptAll(path, s_parameters, "pass")).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "[]");
        Assert.Equal(ParameterErrors.MalformedFile, Assert.Throws<PipelineException>(() => SecretFile.EncryptAll(path, s_parameters, "pass")).Code);
        Assert.Equal(ParameterErrors.FileAccess, Assert.Throws<PipelineException>(() => SecretFile.Set(Path.Combine(path, "x.json"), s_key, "one", "pass")).Code);
    }

    [Fact]
    public void A_wrong_password_is_an_error_that_names_its_source()
    {
        SecretFile.Set(SecretFile.PathOf(_root.Path, null), s_key, "one", "pass");

        var exception = Assert.Throws<PipelineException>(() => Read(("PARAMETERS_KEY", "wrong")).Complete([], null));

        Assert.Equal(ParameterErrors.WrongPassword, exception.Code);
        Assert.Equal("Parameter 'NuGetApiKey' in .nuke/parameters.json, line 2, column 18 can't be opened with the password from the environment variable PARAMETERS_KEY: it is the wrong one, or the value was changed or moved.", exception.Message);
    }

    [Fact]
    public void A_value_moved_to_another_parameter_does_not_open()
    {
        var path = SecretFile.PathOf(_root.Path, null);
        SecretFile.Set(path, s_key, "one", "pass");
        File.WriteAllText(path, File.ReadAllText(path).Replace("NuGetApiKey", "Token", StringComparison.Ordinal));

        Assert.Equal(ParameterErrors.WrongPassword, Assert.Throws<PipelineException>(() => Read(("PARAMETERS_KEY", "pass")).Complete([], null)).Code);
    }

    [Theory]
    [InlineData("v2:AAAA")]
    [InlineData("v2:!")]
    [InlineData("v1:AAAA")]
    public void A_damaged_or_foreign_value_is_an_error_and_not_a_crash(string value)
    {
        _root.Write("parameters.json", $$"""{ "Token": "{{value}}" }""");

        Assert.Equal(ParameterErrors.WrongPassword, Assert.Throws<PipelineException>(() => Read(("PARAMETERS_KEY", "pass")).Complete([], null)).Code);
    }

    [Fact]
    public void Without_a_password_only_a_needed_value_is_an_error()
    {
        SecretFile.Set(SecretFile.PathOf(_root.Path, "a"), s_key, "one", "pass");
        var values = Read(["--profile", "a"]);

        Assert.True(values.Complete([], null).Find("NuGetApiKey")!.IsEncrypted);
        Assert.False(values.Complete([], new FakePrompt()).TryGet("NuGetApiKey", out _));
        var exception = Assert.Throws<PipelineException>(() => values.Complete(["NuGetApiKey"], null));
        Assert.Equal(ParameterErrors.PasswordMissing, exception.Code);
        Assert.Equal("Parameter 'NuGetApiKey' is needed and stands encrypted in .nuke/parameters.a.json, line 2, column 18. Set NUKE_PARAMETERS_KEY_A to its password, or give the value itself as NUKE_NUGET_API_KEY.", exception.Message);
    }

    [Fact]
    public void A_person_is_asked_for_the_password_and_once_for_all_values()
    {
        var path = SecretFile.PathOf(_root.Path, null);
        SecretFile.Set(path, s_key, "one", "pass");
        SecretFile.Set(path, s_token, "two", "pass");
        var prompt = new FakePrompt("wrong", "pass");

        var values = Read().Complete(["NuGetApiKey", "Token"], prompt);

        Assert.Equal("one", values.Find("NuGetApiKey")!.Value);
        Assert.Equal("two", values.Find("Token")!.Value);
        Assert.Equal(2, prompt.Questions.Count);
        Assert.All(prompt.Questions, x => Assert.True(x.IsSecret));
        Assert.Equal("Password for .nuke/parameters.json", prompt.Questions[0].Text);
        Assert.Equal("That password doesn't open it.", prompt.Questions[1].Problem);
        Assert.Equal(ParameterErrors.WrongPassword, Assert.Throws<PipelineException>(() => Read().Complete(["Token"], new FakePrompt(""))).Code);
    }

    [Fact]
    public void A_secret_on_the_command_line_is_warned_about_once_and_masked()
    {
        var values = Given.Read(s_parameters, "--nuget-api-key", "s3cret");

        Assert.Equal("'--nuget-api-key' is a secret: on the command line it can be seen in the process list and the shell's history. Use the environment variable NUKE_NUGET_API_KEY.", Assert.Single(values.Warnings));
        Assert.Contains("s3cret", values.SecretValues);
    }

    [Fact]
    public void A_wrong_secret_is_masked_too_and_its_value_is_in_no_message()
    {
        var values = Given.ReadEnvironment([Given.Parameter<int>("Pin") with { IsSecret = true }], ("PIN", "s3cret"));

        Assert.Equal("Parameter 'Pin' got a value from the environment variable PIN, but needs a whole number, e.g. --pin 3.", Assert.Single(values.Problems).Message);
        Assert.Contains("s3cret", values.SecretValues);
    }

    [Fact]
    public void Every_part_of_a_secret_is_masked()
    {
        _root.Write("parameters.json", """{ "Account": { "Password": "first", "Pins": [123456] }, "List": "aaa+bbb", "Key": "-----BEGIN\nAbCdEf\nxy" }""");

        var values = ParameterReader.Read(new ParameterInput
        {
            Arguments = [],
            RootDirectory = _root.Path,
            Parameters =
            [
                new ParameterSpec { Name = "Account", Type = typeof(Dictionary<string, object>), IsSecret = true },
                Given.Parameter<string[]>("List") with { IsSecret = true, Separator = "+" },
                s_key with { Name = "Key" },
            ],
        });

        string[] masked = ["first", "123456", "aaa", "bbb", "aaa+bbb", "-----BEGIN", "AbCdEf", "-----BEGIN\nAbCdEf\nxy"];
        Assert.All(masked, x => Assert.Contains(x, values.SecretValues));
        Assert.DoesNotContain("xy", values.SecretValues);
    }

    [Fact]
    public void The_items_of_a_secret_list_in_a_variable_are_masked()
    {
        ParameterSpec[] specs = [Given.Parameter<string[]>("Keys") with { IsSecret = true }, Given.Parameter<Dictionary<string, string>>("Map") with { IsSecret = true }, new ParameterSpec { Name = "Account", Type = typeof(ConversionTests.Account), IsSecret = true }];

        var values = Given.ReadEnvironment(specs, ("KEYS", "first second"), ("MAP", "a=third"), ("ACCOUNT", "{ \"User\": \"fourth\" }"));

        Assert.All(["first", "second", "third", "fourth"], (string x) => Assert.Contains(x, values.SecretValues));
    }

    private ParameterValues Read(params (string Name, string Value)[] variables) => Read([], variables);

    private ParameterValues Read(string[] arguments, params (string Name, string Value)[] variables) => ParameterReader.Read(new ParameterInput
    {
        Arguments = arguments,
        Parameters = s_parameters,
        Environment = variables.ToDictionary(x => x.Name, x => x.Value),
        RootDirectory = _root.Path,
    });
}
