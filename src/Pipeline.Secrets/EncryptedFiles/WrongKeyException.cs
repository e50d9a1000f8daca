namespace Pipeline.Secrets.EncryptedFiles;

/// <summary>The key is another one than the file was written with.</summary>
internal sealed class WrongKeyException() : Exception("The key is another one than the file was written with.");
