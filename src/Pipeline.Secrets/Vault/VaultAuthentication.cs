namespace Pipeline.Secrets.Vault;

/// <summary>How to become someone for Vault. None of it is a credential: variables and files are named.</summary>
public abstract record VaultAuthentication
{
    private protected VaultAuthentication()
    {
    }
}
