package dev.walkback.storage.ssh;

import dev.walkback.storage.TimeLimits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.PropertyResolverUtils;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;

/** The library's client, told what we know better: nobody's files but ours, time limits on everything, threads that end with us. */
final class Client {

    private Client() {}

    static SshClient of(TimeLimits limits) {
        SshClient client = SshClient.setUpDefaultClient();
        // the library would read ~/.ssh/config and offer every key it finds in ~/.ssh
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setCipherFactories(List.of(
                BuiltinCiphers.aes128gcm,
                BuiltinCiphers.aes256gcm,
                BuiltinCiphers.cc20p1305_openssh,
                BuiltinCiphers.aes128ctr,
                BuiltinCiphers.aes192ctr,
                BuiltinCiphers.aes256ctr));
        ExecutorService workers = Executors.newFixedThreadPool(4, Client::daemon);
        client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory(() -> new NoCloseExecutor(workers)));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Client::daemon);
        client.setScheduledExecutorService(timer, true);
        client.addCloseFutureListener(closed -> workers.shutdown());
        limit(client, limits);
        return client;
    }

    private static void limit(SshClient client, TimeLimits limits) {
        Duration beat = limits.idle().dividedBy(3);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, beat);
        // on a slow line the reply stands in a queue behind megabytes; who waits for an answer has a shorter limit
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 9);
        CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
        // a session that nobody uses stays, and the beat above finds out when it is gone
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, limits.connect());
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, limits.connect());
        CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(client, limits.idle());
        CoreModuleProperties.MAX_PACKET_SIZE.set(client, 128L * 1024);
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, limits.request());
        PropertyResolverUtils.updateProperty(
                client, "sftp-client-cmd-timeout", limits.idle().toMillis());
    }

    private static Thread daemon(Runnable work) {
        return Thread.ofPlatform().name("walkback-ssh").daemon().unstarted(work);
    }
}
