// Domain. What kind of adapter has an address, from the adapter's name: systems tell no more.

/** `network`: a cable, Wi-Fi, a modem. `virtual`: bridges of containers and virtual machines. */
export type Adapter = 'network' | 'vpn' | 'virtual'

const VPN =
  /^(?:tun|tap|utun|wg|ppp|ipsec|zt|tailscale|ham|nordlynx|proton)|vpn|wireguard|tailscale|zerotier/i
const VIRTUAL =
  /^(?:docker|br-|veth|virbr|vmnet|vnet|vboxnet|lxc|lxd|incus|cni|cali|flannel|podman|bridge|vethernet|vmware|virtualbox)|virtual|hyper-v/i

export function adapterOf(name: string): Adapter {
  if (VPN.test(name)) return 'vpn'
  return VIRTUAL.test(name) ? 'virtual' : 'network'
}
