using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MutualAid.Core.Places;

/// <summary>
/// The keys that contact facts are encrypted with: AES-256-GCM, kept as files outside the database and its backups.
/// A ciphertext is: key id (4 bytes), nonce (12), tag (16), data; table, column and row are authenticated with it,
/// so a value moved to another row does not open. Rotation adds a key; old ones stay until everything is written anew.
/// </summary>
public sealed class KeyRing
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int IdSize = 4;

    private readonly string directory;
    private volatile SortedDictionary<int, byte[]> keys;
    private long folderChangedAt;

    private KeyRing(string directory)
    {
        this.directory = directory;
        keys = Read();
    }

    /// <summary>Where the keys lie.</summary>
    public string Folder => directory;

    /// <summary>
    /// The id of the key that new facts are written with; a key that another process added meanwhile counts at once.
    /// An empty folder gets its first key here, when something is about to be written, and not before: <see cref="KeyProof"/> may find that
    /// it is the wrong folder.
    /// </summary>
    public int CurrentId
    {
        get
        {
            if (FolderChangedAt() != Interlocked.Read(ref folderChangedAt))
            {
                keys = Read();
            }

            return keys.Count == 0 ? AddKey() : keys.Keys.Max();
        }
    }

    /// <summary>
    /// Opens the ring in a folder that only this process's owner can enter.
    /// Refuses, by an exception that stops the start, a key file that is not 32 bytes: better no server than plain text.
    /// </summary>
    public static KeyRing Open(string directory)
    {
        Directory.CreateDirectory(directory);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new KeyRing(directory);
    }

    /// <summary>Makes a new key and writes with it from now on. Returns its id.</summary>
    public int AddKey()
    {
        var next = keys.Count == 0 ? 1 : keys.Keys.Max() + 1;
        var path = Path.Combine(directory, $"contact-{next:D4}.key");
        var unfinished = Path.Combine(directory, $".{Guid.NewGuid():N}.new");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(unfinished, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of this network made the same key a moment ago; that one counts.
            File.Delete(unfinished);
        }

        keys = Read();
        return CurrentId;
    }

    internal byte[]? Encrypt(string? plain, string column, Guid row)
    {
        if (plain is null)
        {
            return null;
        }

        var id = CurrentId;
        var text = Encoding.UTF8.GetBytes(plain);
        var sealedText = new byte[IdSize + NonceSize + TagSize + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(sealedText, id);
        var nonce = sealedText.AsSpan(IdSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys[id], TagSize);
        aes.Encrypt(nonce, text, sealedText.AsSpan(IdSize + NonceSize + TagSize), sealedText.AsSpan(IdSize + NonceSize, TagSize), Bound(column, row, id));
        return sealedText;
    }

    internal string? Decrypt(byte[]? sealedText, string column, Guid row)
    {
        if (sealedText is null)
        {
            return null;
        }

        if (sealedText.Length < IdSize + NonceSize + TagSize)
        {
            throw new CryptographicException("A contact fact is too short to be one.");
        }

        var id = KeyIdOf(sealedText);
        if (!keys.TryGetValue(id, out var key))
        {
            // Another process may have rotated since this one read the folder.
            keys = Read();
            key = keys.GetValueOrDefault(id) ?? throw new CryptographicException($"Contact key {id} is missing from the key folder.");
        }

        var plain = new byte[sealedText.Length - IdSize - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedText.AsSpan(IdSize, NonceSize),
            sealedText.AsSpan(IdSize + NonceSize + TagSize),
            sealedText.AsSpan(IdSize + NonceSize, TagSize),
            plain,
            Bound(column, row, id));
        return Encoding.UTF8.GetString(plain);
    }

    internal static int KeyIdOf(byte[] sealedText) => BinaryPrimitives.ReadInt32BigEndian(sealedText);

    /// <summary>Keyed hash for look-ups. It uses the first key for ever, so that rotation keeps finding the same phone.</summary>
    internal byte[] Index(string value) => Keyed(value, "contact-facts/phone-index"u8);

    /// <summary>
    /// What is stored of a code short enough to be said: with the database alone, not even all codes there are can be tried.
    /// It too uses the first key for ever.
    /// </summary>
    internal byte[] HashOfSpoken(string said) => Keyed(said, "spoken-codes"u8);

    private byte[] Keyed(string value, ReadOnlySpan<byte> purpose)
    {
        var first = FirstId();
        var indexKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, keys[first], 32, info: purpose.ToArray());
        return HMACSHA256.HashData(indexKey, Encoding.UTF8.GetBytes(value));
    }

    // Asking for the current key makes the first one in an empty folder.
    private int FirstId() => CurrentId == 1 ? 1 : keys.Keys.Min();

    private static byte[] Bound(string column, Guid row, int keyId) =>
        Encoding.UTF8.GetBytes($"{ContactFacts.Table}/{column}/{row:N}/{keyId}");

    private long FolderChangedAt() => Directory.GetLastWriteTimeUtc(directory).Ticks;

    private SortedDictionary<int, byte[]> Read()
    {
        // Taken before the files, so that a key added while they are read is found the next time.
        Interlocked.Exchange(ref folderChangedAt, FolderChangedAt());
        var read = new SortedDictionary<int, byte[]>();
        foreach (var path in Directory.EnumerateFiles(directory, "contact-*.key"))
        {
            var name = Path.GetFileNameWithoutExtension(path)["contact-".Length..];
            var key = File.ReadAllBytes(path);
            if (!int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var id) || key.Length != 32)
            {
                throw new CryptographicException($"The key file {Path.GetFileName(path)} is damaged. Put the kept copy back before starting.");
            }

            read[id] = key;
        }

        return read;
    }
}
