using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pipeline.Engine.Parameters.Files;
using Pipeline.Errors;

namespace Pipeline.Engine.Parameters.Secrets;

/// <summary>
/// Writes encrypted values into a parameter file (<c>:secrets</c>). Only the value itself is replaced: comments, order and layout stay.
/// All values of a file have one password, and the file is replaced as a whole.
/// </summary>
public static class SecretFile
{
    /// <summary>The file of a profile; of none, <c>.nuke/parameters.json</c>.</summary>
    public static string PathOf(string rootDirectory, string? profile) => ParameterFile.PathOf(rootDirectory, profile);

    /// <summary>Encrypts every value of a secret parameter that stands in plain text. References (<c>secret://…</c>), empty values and null are left.</summary>
    /// <returns>The names of the parameters that were encrypted; empty if there was nothing to do (the file is then untouched).</returns>
    /// <exception cref="PipelineException">The file is missing or malformed, or has values of another password.</exception>
    public static IReadOnlyList<string> EncryptAll(string path, IReadOnlyList<ParameterSpec> parameters, string password)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(password);
        var (json, root) = Read(path);
        var index = new ParameterIndex(parameters);
        var keys = new SecretKeys(password);
        var salt = SaltOf(path, root, index, keys);
        var encrypted = new List<string>();
        var text = new StringBuilder(json.Length * 2);
        var copied = 0;
        foreach (var member in root.Members)
        {
            if (index.Find(member.Name) is not { IsSecret: true } spec || !IsPlain(member.Value))
                continue;
            var plain = member.Value.Kind == JsonKind.String ? member.Value.Text : json[member.Value.Start..member.Value.End];
            text.Append(json, copied, member.Value.Start - copied).Append(Quoted(SecretText.Encrypt(plain, spec.Name, keys, salt)));
            copied = member.Value.End;
            encrypted.Add(spec.Name);
        }

        if (encrypted.Count == 0)
            return encrypted;
        AtomicFile.Write(path, text.Append(json, copied, json.Length - copied).ToString());
        return encrypted;
    }

    /// <summary>Sets one secret, encrypted; the file is made if there is none.</summary>
    /// <exception cref="PipelineException">The parameter is no secret, the file is malformed, or has values of another password.</exception>
    public static void Set(string path, ParameterSpec parameter, string value, string password)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentException.ThrowIfNullOrEmpty(password);
        if (!parameter.IsSecret)
            throw new PipelineException(ParameterErrors.NotASecret, $"Parameter '{parameter.Name}' is not a secret. Mark it with [Secret] in the build, or write it into {path} in plain text.") { ExitCode = 2 };

        var (json, root) = File.Exists(path) ? Read(path) : ("{\n}\n", JsonText.Read("{\n}"));
        var keys = new SecretKeys(password);
        var key = ParameterName.Normalize(parameter.Name);
        var existing = root.Members.Find(x => ParameterName.Normalize(x.Name) == key);
        var salt = SaltOf(path, root, new ParameterIndex([parameter]), keys, except: existing);
        var encrypted = Quoted(SecretText.Encrypt(value, parameter.Name, keys, salt));
        if (existing is not null)
        {
            AtomicFile.Write(path, json[..existing.Value.Start] + encrypted + json[existing.Value.End..]);
            return;
        }

        var at = root.Members.Count == 0 ? root.Start + 1 : root.Members[^1].Value.End;
        var comma = root.Members.Count == 0 ? "" : ",";
        AtomicFile.Write(path, $"{json[..at]}{comma}\n  \"{JsonEncodedText.Encode(parameter.Name)}\": {encrypted}{json[at..]}");
    }

    private static bool IsPlain(JsonValue value) => value.Kind switch
    {
        JsonKind.Null => false,
        JsonKind.String => value.Text.Length > 0 && !SecretText.IsEncrypted(value.Text) && !SecretText.IsReference(value.Text),
        _ => true,
    };

    // One salt a file, so that a start derives one key. It is also the check that the password is the file's.
    private static byte[] SaltOf(string path, JsonValue root, ParameterIndex index, SecretKeys keys, JsonMember? except = null)
    {
        foreach (var member in root.Members)
        {
            if (ReferenceEquals(member, except) || !SecretText.TryReadSalt(member.Value.Text, out var salt))
                continue;
            if (!SecretText.TryDecrypt(member.Value.Text, index.Find(member.Name)?.Name ?? member.Name, keys, out _))
                throw new PipelineException(ParameterErrors.WrongPassword, $"{path} has '{member.Name}' encrypted with another password. All values of a file have one password: use that one, or set '{member.Name}' first.") { ExitCode = 2 };
            return salt;
        }

        return RandomNumberGenerator.GetBytes(SecretText.SaltBytes);
    }

    private static (string Text, JsonValue Root) Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ParameterErrors.FileAccess, $"{path} can't be read: {exception.Message}", exception) { ExitCode = 2 };
        }

        try
        {
            var root = JsonText.Read(text);
            if (root.Kind == JsonKind.Object)
                return (text, root);
            throw new PipelineException(ParameterErrors.MalformedFile, $"{path}: parameters stand in an object, but this is {root.Shown}.") { ExitCode = 2 };
        }
        catch (JsonSyntaxException exception)
        {
            var (line, column) = JsonText.Position(text, exception.Offset);
            throw new PipelineException(ParameterErrors.MalformedFile, $"{path}, line {line}, column {column}: {exception.Message}.", exception) { ExitCode = 2 };
        }
    }

    // Base64 and the prefix need no escaping.
    private static string Quoted(string encrypted) => $"\"{encrypted}\"";
}
