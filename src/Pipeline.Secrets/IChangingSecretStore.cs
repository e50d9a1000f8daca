namespace Pipeline.Secrets;

/// <summary>A store that notices by itself when something in it changes.</summary>
public interface IChangingSecretStore : ISecretStore
{
    /// <summary>From now on, calls back after a change of any secret, until the result is disposed.</summary>
    IDisposable OnChange(Action changed);
}
