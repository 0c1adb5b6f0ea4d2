/* Programs for XDP as simple as they can be, without headers: what is dropped is counted in a map. */
#define SEC(name) __attribute__((section(name), used))
#define XDP_DROP 1
#define XDP_PASS 2

struct bpf_map_def { unsigned int type, key_size, value_size, max_entries, map_flags; };
struct xdp_md { unsigned int data, data_end; };

static void *(*bpf_map_lookup_elem)(void *map, const void *key) = (void *) 1;

struct bpf_map_def SEC("maps") dropped = { 2 /* BPF_MAP_TYPE_ARRAY */, 4, 8, 1, 0 };

SEC("xdp") int drop_icmp(struct xdp_md *context)
{
	unsigned char *packet = (void *) (long) context->data, *end = (void *) (long) context->data_end;
	unsigned int first = 0;
	unsigned long *count;

	/* Ethernet, then IPv4: the type at 12, the protocol at 23; ICMP is 1. */
	if (packet + 34 > end || packet[12] != 8 || packet[13] != 0 || packet[23] != 1)
		return XDP_PASS;
	count = bpf_map_lookup_elem(&dropped, &first);
	if (count)
		__sync_fetch_and_add(count, 1);
	return XDP_DROP;
}

SEC("xdp.pass") int pass_all(struct xdp_md *context)
{
	return XDP_PASS;
}

/* The verifier refuses it: nobody checked that there are so many bytes. */
SEC("xdp.wrong") int reads_beyond(struct xdp_md *context)
{
	return ((unsigned char *) (long) context->data)[100];
}

char license_of_all[] SEC("license") = "GPL";
