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
        var (bytes, root) = Read(path);
        var index = new ParameterIndex(parameters);
        var keys = new SecretKeys(password);
        var salt = SaltOf(path, root, index, keys);
        var encrypted = new List<string>();
        var text = new MemoryStream();
        var copied = 0;
        foreach (var member in root.Members)
        {
            if (index.Find(member.Name) is not { IsSecret: true } spec || !IsPlain(member.Value))
                continue;
            var plain = member.Value.Kind == JsonTokenType.String ? member.Value.Text : Encoding.UTF8.GetString(bytes, member.Value.Start, member.Value.End - member.Value.Start);
            text.Write(bytes, copied, member.Value.Start - copied);
            text.Write(Quoted(SecretText.Encrypt(plain, spec.Name, keys, salt)));
            copied = member.Value.End;
            encrypted.Add(spec.Name);
        }

        if (encrypted.Count == 0)
            return encrypted;
        text.Write(bytes, copied, bytes.Length - copied);
        AtomicFile.Write(path, text.ToArray());
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

        var (bytes, root) = File.Exists(path) ? Read(path) : (Encoding.UTF8.GetBytes("{\n}\n"), JsonText.Read("{\n}"));
        var keys = new SecretKeys(password);
        var key = ParameterName.Normalize(parameter.Name);
        var existing = root.Members.Find(x => ParameterName.Normalize(x.Name) == key);
        var salt = SaltOf(path, root, new ParameterIndex([parameter]), keys, except: existing);
        var encrypted = Quoted(SecretText.Encrypt(value, parameter.Name, keys, salt));
        if (existing is not null)
        {
            AtomicFile.Write(path, [.. bytes.AsSpan(0, existing.Value.Start), .. encrypted, .. bytes.AsSpan(existing.Value.End)]);
            return;
        }

        var member = Encoding.UTF8.GetBytes($"\n  \"{JsonEncodedText.Encode(parameter.Name)}\": ");
        var at = root.Members.Count == 0 ? root.Start + 1 : root.Members[^1].Value.End;
        AtomicFile.Write(path, [.. bytes.AsSpan(0, at), .. root.Members.Count == 0 ? ""u8 : ","u8, .. member, .. encrypted, .. bytes.AsSpan(at)]);
    }

    private static bool IsPlain(JsonValue value) => value.Kind switch
    {
        JsonTokenType.Null => false,
        JsonTokenType.String => value.Text.Length > 0 && !SecretText.IsEncrypted(value.Text) && !SecretText.IsReference(value.Text),
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

    private static (byte[] Bytes, JsonValue Root) Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PipelineException(ParameterErrors.FileAccess, $"{path} can't be read: {exception.Message}", exception) { ExitCode = 2 };
        }

        try
        {
            var root = JsonText.Read(bytes);
            if (root.Kind == JsonTokenType.StartObject)
                return (bytes, root);
            throw new PipelineException(ParameterErrors.MalformedFile, $"{path}: parameters stand in an object, but this is {root.Shown}.") { ExitCode = 2 };
        }
        catch (JsonException exception)
        {
            var (line, column) = JsonText.Position(bytes, exception);
            throw new PipelineException(ParameterErrors.MalformedFile, $"{path}, line {line}, column {column}: {JsonText.Reason(exception)}", exception) { ExitCode = 2 };
        }
    }

    // Base64 and the prefix need no escaping.
    private static byte[] Quoted(string encrypted) => Encoding.UTF8.GetBytes($"\"{encrypted}\"");
}
