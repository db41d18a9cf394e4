//! From URL to verdict: the only crate of notesmith that talks to the network.
