namespace AcrImport.Azure.Oci;

/// <summary>
/// Domains under which strangers have hosts side by side, so that a common parent says nothing. It need not be complete for names that nobody runs a
/// registry under; where in doubt a domain is in. Sources: the private part of the Public Suffix List; providers' documentation.
/// </summary>
internal static class SharedDomains
{
    private static readonly string[] Domains =
    [
        // Microsoft
        "azurecr.io", "azurecr.us", "azurecr.cn", "azurecr.de", "cloudapp.azure.com", "cloudapp.azure.us", "cloudapp.azure.cn", "cloudapp.net", "chinacloudapp.cn",
        "usgovcloudapp.net", "azurecontainer.io", "azurecontainerapps.io", "azurewebsites.net", "azurewebsites.us", "azure-api.net", "azurefd.net", "azureedge.net",
        "azurestaticapps.net", "azmk8s.io", "trafficmanager.net", "windows.net", "visualstudio.com", "devtunnels.ms",
        // Amazon, Google, Alibaba, Oracle, IBM
        "amazonaws.com", "amazonaws.com.cn", "on.aws", "awsapprunner.com", "cloudfront.net", "elasticbeanstalk.com", "gcr.io", "pkg.dev", "run.app", "appspot.com",
        "a.run.app", "cloudfunctions.net", "googleusercontent.com", "web.app", "firebaseapp.com", "aliyuncs.com", "ocir.io", "oraclecloud.com",
        "oraclecloudapps.com", "icr.io", "appdomain.cloud",
        // Forges and registries for many
        "github.io", "githubusercontent.com", "githubpreview.dev", "github.dev", "gitlab.io", "bitbucket.io", "jfrog.io", "jfrog.team", "cloudsmith.io", "cloudsmith.com",
        "codeberg.page", "hf.space",
        // Hosting and tunnels
        "herokuapp.com", "fly.dev", "onrender.com", "railway.app", "vercel.app", "vercel.dev", "now.sh", "netlify.app", "pages.dev", "workers.dev", "r2.dev",
        "trycloudflare.com", "cloudflare.net", "ondigitalocean.app", "digitaloceanspaces.com", "linode.com", "linodeusercontent.com", "vultr.com", "scw.cloud",
        "ovh.net", "ovh.us", "hetzner.cloud", "your-server.de", "openshiftapps.com", "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app", "ngrok-free.dev",
        "loca.lt", "localtunnel.me", "serveo.net", "ts.net", "deno.dev", "surge.sh", "glitch.me", "repl.co", "replit.app", "replit.dev",
        // Names for any address
        "nip.io", "sslip.io", "xip.io", "traefik.me", "localtest.me", "lvh.me", "duckdns.org", "dyndns.org", "ddns.net", "no-ip.org", "hopto.org", "zapto.org",
        "dynu.net", "dynv6.net", "freeddns.org", "myds.me", "synology.me", "myqnapcloud.com", "eu.org", "us.com", "eu.com", "uk.com", "de.com", "gb.net",
    ];

    /// <param name="domain">A domain, lower-case.</param>
    public static bool Contains(string domain) =>
        domain.IndexOf('.') < 0
        || IsCountrysOwn(domain)
        || Domains.Any(shared => domain == shared || domain.EndsWith("." + shared, StringComparison.Ordinal));

    // As co.uk, com.au, or.jp and in-addr.arpa are: the list of all has thousands, but they look alike.
    private static bool IsCountrysOwn(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length == 2 && labels[1].Length == 2 && labels[0].Length <= 3;
    }
}
