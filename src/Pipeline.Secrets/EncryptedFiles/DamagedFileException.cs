namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>The file isn't what was written.</summary>
internal sealed class DamagedFileException() : Exception("The file isn't what was written.");
